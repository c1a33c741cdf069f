/** Where the reader is on the page, kept across the language switch, and found from a link. */

/** Below this line under the bar a heading is not yet being read. */
const READING_LINE_PX = 140

/** The id of the section that is being read. */
function sectionInView() {
  const headings = [...document.querySelectorAll('article :is(h2, h3, details, quiz-item, derivation-trainer)[id]')].filter(each => !each.closest('paper-drill'))
  const above = headings.filter(heading => heading.getClientRects().length > 0 && heading.getBoundingClientRect().top < READING_LINE_PX)
  return above.at(-1)?.id ?? ''
}

/** Lets the language switch lead to the same place of the same page. */
export function keepPlace() {
  for (const link of document.querySelectorAll('a[data-language]')) {
    link.addEventListener('click', () => {
      const url = new URL(/** @type {HTMLAnchorElement} */ (link).href)
      url.search = location.search // a list stays filtered
      url.hash = document.documentElement.dataset.drilling ? location.hash : sectionInView()
      Object.assign(link, {href: url.href})
    })
  }
  const [entry] = performance.getEntriesByType('navigation')
  openTarget(/** @type {PerformanceNavigationTiming | undefined} */ (entry)?.type === 'navigate')
  addEventListener('hashchange', () => openTarget(true))
}

/**
 * Opens the question that the address names, and leads to it: the page was too short for that when the browser did.
 *
 * @param {boolean} led  Whether the reader was led there, and does not come back to where they were.
 */
function openTarget(led) {
  const target = targetOf(location.hash)
  let opened = false
  for (let node = target; node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement && !node.open) opened = node.open = true
  }
  if (target?.localName === 'quiz-item') {
    /** @type {import('./quiz-item.js').QuizItemElement} */ (target).open()
    opened = true
  }
  if (opened && led) target?.scrollIntoView()
}

/**
 * The element that a fragment names, if any; a fragment may be anybody's text.
 *
 * @param {string} hash
 */
export function targetOf(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)))
  } catch {
    return null
  }
}

/** The page that was not found speaks the language of its address. */
export function keepLanguage() {
  const sections = document.querySelectorAll('article [data-not-found], header [data-not-found]')
  const spanish = location.pathname.split('/').includes('es')
  for (const section of sections) {
    const right = (section.getAttribute('data-not-found') === 'es') === spanish
    Object.assign(section, {hidden: !right})
    if (!right) continue
    document.documentElement.lang = section.getAttribute('data-not-found') ?? 'en'
    const title = section.querySelector('h1')?.textContent
    if (title) document.title = document.title.replace('404', title)
  }
}

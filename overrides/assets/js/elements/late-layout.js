/** Until then a reader looks at the first screen; who does anything sooner is not kept waiting. */
const REST_MS = 1000
/** One piece of work: what takes longer is felt by who scrolls or types, and a slow phone takes four times as long. */
const SLICE_MS = 4
/** Pieces shown at a time: each time costs the same, however little is shown. */
const AT_ONCE = 12
/** What is laid out by itself, as site.css has it: not the first screen, and headings never wait. */
const PIECES = [
  'article > :nth-child(n + 13):not(h2, h3)',
  'article > :nth-child(n + 13):is(ol, ul, dl) > *',
  'article > :nth-child(n + 13) > .steps > *',
].join()
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focusin']

/**
 * Lays out a long page piece by piece while nothing else is to be done: `late` on the root says that it may be.
 *
 * All of a paper at once keeps a slow phone busy for most of a second. So the page's head asks for the first screen
 * alone, of who comes to the top of a page, and site.css lets browsers leave out what is far from it. That it is found,
 * scrolled to and read all the same is their work; but what is left out has no name for a screen reader in Chromium,
 * so it is not left out for long.
 */
export function layOutLate() {
  const root = document.documentElement
  if (!root.classList.contains('late')) return
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout // Safari has none
  const pieces = [...document.querySelectorAll(PIECES)]
  const unmeasured = [...pieces]
  const listening = new AbortController()
  const {signal} = listening

  const showAll = () => {
    clearTimeout(timer)
    pieces.length = 0
    unmeasured.length = 0
    root.classList.remove('late')
    listening.abort()
  }
  const showSome = () => {
    for (const piece of pieces.splice(0, AT_ONCE)) piece.classList.add('laid-out')
    if (pieces.length === 0) showAll()
    else requestAnimationFrame(() => setTimeout(showSome))
  }
  const measureSome = () => {
    const startMs = performance.now()
    while (unmeasured.length > 0 && performance.now() - startMs < SLICE_MS) {
      const piece = unmeasured.shift()
      piece?.firstElementChild?.getBoundingClientRect() // lays it out without showing it
    }
    whenIdle(unmeasured.length > 0 ? measureSome : showSome)
  }
  const begin = () => {
    clearTimeout(timer)
    for (const sign of SIGNS) removeEventListener(sign, begin, true)
    whenIdle(measureSome)
  }
  const timer = setTimeout(begin, REST_MS)
  for (const sign of SIGNS) addEventListener(sign, begin, {capture: true, passive: true, signal})
  // Who jumps to another place, or prints, wants the whole page in its place first.
  addEventListener('beforeprint', showAll, {signal})
  addEventListener('hashchange', showAll, {signal})
  document.addEventListener('click', event => {
    if (/** @type {Element} */ (event.target).closest('a[href^="#"]')) showAll()
  }, {capture: true, signal})
}

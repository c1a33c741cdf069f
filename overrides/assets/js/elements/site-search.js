import {find, showOnly} from './dom.js'

/** What we use of Pagefind, https://pagefind.app/docs/api/. */
/** @typedef {{title: string, url: string, excerpt: string}} Part */
/** @typedef {{url: string, meta: {title: string}, sub_results: Part[]}} Found */
/** @typedef {{results: {data: () => Promise<Found>}[]}} Findings */
/** @typedef {{debouncedSearch: (words: string) => Promise<Findings | null>, options: (options: object) => Promise<void>}} Engine */

const PAGES_SHOWN = 12
const PARTS_SHOWN = 3
const EXCERPT_WORDS = 18

/**
 * Search in the language of the page. The engine and the pieces of the index that hold the words come when
 * they are asked for.
 *
 * @attr engine  Where Pagefind's script stands.
 */
export class SiteSearchElement extends HTMLElement {
  /** @type {Promise<Engine> | undefined} */
  #engine
  /** Which search is the latest: an earlier one that answers late is dropped. */
  #asked = 0

  connectedCallback() {
    const button = find(this, 'button')
    button.hidden = false
    button.addEventListener('click', () => this.#open())
    find(this, 'input').addEventListener('input', () => void this.#search())
    find(this, 'form').addEventListener('submit', event => {
      event.preventDefault()
      this.#goToFirst()
    })
    this.#dialog.addEventListener('click', event => {
      const place = /** @type {Element} */ (event.target)
      // What lies around the window belongs to the dialog; a link into the same page would leave it open.
      if (place === this.#dialog || place.closest('a, [data-act="close"]')) this.#dialog.close()
    })
    document.addEventListener('keydown', this)
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this)
  }

  /** @param {KeyboardEvent} event */
  handleEvent(event) {
    const typing = /** @type {Element} */ (event.target).closest('input, textarea, select, [contenteditable]')
    // Never a key alone: whoever speaks instead of typing would press it with a word. WCAG 2.1.4.
    const asked = event.key.toLowerCase() === 'k' && event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey
    if (!asked || typing || document.querySelector('dialog[open]')) return
    if (document.documentElement.dataset.drilling) return
    event.preventDefault()
    this.#open()
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (find(this, 'dialog'))
  }

  #open() {
    this.#dialog.showModal()
    const input = /** @type {HTMLInputElement} */ (find(this, 'input'))
    input.focus()
    input.select()
    void this.#load()
  }

  /** @returns {Promise<Engine>} */
  #load() {
    this.#engine ??= (async () => {
      const address = new URL(this.getAttribute('engine') ?? '', document.baseURI).href
      const engine = /** @type {Engine} */ (await import(address))
      await engine.options({baseUrl: new URL('..', address).pathname, excerptLength: EXCERPT_WORDS})
      return engine
    })()
    this.#engine.catch(() => (this.#engine = undefined)) // the network may be back at the next letter
    return this.#engine
  }

  /** Goes to the first place found, as Enter in the field asks. */
  #goToFirst() {
    const first = this.#dialog.querySelector('.found a')
    if (first instanceof HTMLElement) first.click()
  }

  async #search() {
    const words = /** @type {HTMLInputElement} */ (find(this, 'input')).value.trim()
    const asked = ++this.#asked
    const list = find(this, '.found')
    if (words === '') {
      list.replaceChildren()
      showOnly(this, 'data-found', null)
      return
    }
    try {
      const engine = await this.#load()
      const findings = await engine.debouncedSearch(words)
      if (!findings || asked !== this.#asked) return
      const found = await Promise.all(findings.results.slice(0, PAGES_SHOWN).map(result => result.data()))
      if (asked !== this.#asked) return
      list.replaceChildren(...found.map(page => this.#itemOf(page)))
      this.#say(findings.results.length)
    } catch {
      if (asked !== this.#asked) return
      list.replaceChildren()
      showOnly(this, 'data-found', 'failed')
    }
  }

  /** @param {number} count */
  #say(count) {
    const state = count === 0 ? 'none' : count === 1 ? 'one' : 'some'
    for (const place of this.querySelectorAll('[data-count]')) {
      place.textContent = count.toLocaleString(document.documentElement.lang)
    }
    showOnly(this, 'data-found', state)
  }

  /** @param {Found} page */
  #itemOf(page) {
    const item = document.createElement('li')
    for (const part of page.sub_results.slice(0, PARTS_SHOWN)) {
      const link = document.createElement('a')
      link.href = part.url
      const title = document.createElement('b')
      title.textContent = part.title
      link.append(title)
      if (part.title !== page.meta.title) {
        const where = document.createElement('span')
        where.className = 'found__page'
        where.textContent = page.meta.title
        link.append(where)
      }
      const excerpt = document.createElement('p')
      excerpt.append(...marked(part.excerpt))
      link.append(excerpt)
      item.append(link)
    }
    return item
  }
}

/**
 * Pagefind's excerpt, whose only markup is `<mark>`, as nodes; nothing of it is parsed as HTML.
 *
 * @param {string} excerpt
 */
function marked(excerpt) {
  return excerpt.split(/<\/?mark>/).map((words, index) => {
    const text = words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
    if (index % 2 === 0) return text
    const mark = document.createElement('mark')
    mark.textContent = text
    return mark
  })
}

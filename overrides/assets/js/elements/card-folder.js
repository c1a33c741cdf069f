import {cardsMarkdown} from '../core/cards.js'
import {folded, holds, wordsOf} from '../core/find.js'
import {reduceHistory} from '../core/history.js'
import {isRecord} from '../core/plain.js'
import {sharedStore} from '../store/shared.js'
import {showCount} from './count.js'
import {actOf, download, find, findAll, languageOf, sayAnew} from './dom.js'

/** @typedef {import('../core/history.js').Card} Card */

/** So few cards are found by looking. */
const FEW = 4
/** Longer than between two letters of a word: then the number is said. */
const PAUSE_MS = 400

/** The reader's cards: to find, edit, print and take away. */
export class CardFolderElement extends HTMLElement {
  /** @type {import('../store/index.js').Store | null} */
  #store = null
  /** @type {Record<string, Card>} */
  #cards = {}
  /** @type {{paper: string, card: Record<string, string>} | null} */
  #removed = null
  #pause = 0

  async connectedCallback() {
    this.addEventListener('click', event => void this.#act(event))
    this.addEventListener('submit', this)
    this.addEventListener('input', event => {
      const form = /** @type {HTMLElement} */ (event.target).closest('form')
      if (!form) return
      if ('filter' in form.dataset) return this.#arrange()
      find(form, '[data-saved]').hidden = true
      const paper = paperOf(form)
      const card = /** @type {Record<string, unknown> | undefined} */ (/** @type {unknown} */ (this.#cards[paper]))
      // Only what was changed here: another tab may change the rest.
      const changed = Object.entries(fieldsOf(form)).filter(([name, text]) => text !== card?.[name])
      this.#store?.saveDraft(`card:${paper}`, Object.fromEntries(changed))
    })
    this.#store = await sharedStore()
    this.#store.addEventListener('change', event => {
      if (!('draft' in /** @type {CustomEvent} */ (event).detail)) void this.#draw()
    })
    await this.#draw()
    this.toggleAttribute('ready', true)
  }

  /** @param {SubmitEvent} event */
  async handleEvent(event) {
    event.preventDefault()
    const form = /** @type {HTMLFormElement} */ (event.target)
    if ('filter' in form.dataset) return
    const paper = paperOf(form)
    await this.#store?.append('card-saved', paper, fieldsOf(form))
    await this.#store?.removeDraft(`card:${paper}`)
    const card = this.#itemOf(paper)
    if (card) sayAnew(card, 'data-saved', '')
  }

  /** @param {Event} event */
  async #act(event) {
    const act = actOf(event)
    if (act === 'print') print()
    else if (act === 'export') download('paper-cards.md', cardsMarkdown(this.#cards, this.#labels()), 'text/markdown')
    else if (act === 'remove') {
      const form = /** @type {HTMLElement} */ (/** @type {Element} */ (event.target).closest('form'))
      const paper = paperOf(form)
      this.#removed = {paper, card: fieldsOf(form)} // with what was typed and not yet saved
      await this.#store?.removeDraft(`card:${paper}`)
      await this.#store?.append('card-removed', paper, {})
      find(this, '[data-removed]').hidden = false
      find(this, '[data-act="undo"]').focus()
    } else if (act === 'undo' && this.#removed) {
      const {paper, card} = this.#removed
      await this.#store?.append('card-saved', paper, card)
      find(this, '[data-removed]').hidden = true
      await this.#draw()
      this.#itemOf(paper)?.querySelector('textarea')?.focus()
    }
  }

  async #draw() {
    this.#cards = reduceHistory((await this.#store?.events()) ?? []).cards
    const drafts = new Map(((await this.#store?.drafts()) ?? []).map(draft => [draft.key, draft]))
    const list = find(this, '[data-list]')
    const papers = Object.keys(this.#cards).sort(this.#compare())
    const shown = new Map(findAll(list, ':scope > li').map(item => [item.dataset.paper ?? '', item]))
    for (const [paper, item] of shown) if (!papers.includes(paper)) item.remove()
    const {papers: titles} = this.#labels()
    const days = new Intl.DateTimeFormat(languageOf(this), {dateStyle: 'medium'})
    // Cards that are there stay where they are, since one of them may be written on.
    for (const [at, paper] of papers.entries()) {
      const item = shown.get(paper) ?? this.#addCard(list, paper, papers.slice(at + 1).map(later => shown.get(later)))
      find(item, '[data-title]').textContent = titles[paper] ?? paper
      find(item, '[data-when]').textContent = days.format(this.#cards[paper].at)
      this.#fill(item, paper, drafts.get(`card:${paper}`))
    }
    find(this, '[data-filter]').hidden = papers.length < FEW
    this.#count()
    find(this, '[data-none]').hidden = papers.length > 0
    list.hidden = papers.length === 0
    find(this, '[data-tools]').hidden = papers.length === 0
  }

  /** The order of papers that the reader chose: by when their cards were saved, or by title. */
  #compare() {
    const {papers: titles} = this.#labels()
    const order = /** @type {HTMLSelectElement} */ (find(this, '[name="order"]')).value
    const letters = new Intl.Collator(languageOf(this))
    /** @type {(a: string, b: string) => number} */
    const byTitle = (a, b) => letters.compare(titles[a] ?? a, titles[b] ?? b)
    /** @type {(a: string, b: string) => number} */
    const byDate = (a, b) => this.#cards[b].at - this.#cards[a].at
    return order === 'title' ? byTitle : order === 'oldest' ? (/** @type {string} */ a, /** @type {string} */ b) => byDate(b, a) : byDate
  }

  /** Shows the cards that hold the words asked for, in the order asked for. */
  #arrange() {
    const list = find(this, '[data-list]')
    const words = wordsOf(/** @type {HTMLInputElement} */ (find(this, '[name="find"]')).value)
    const items = new Map(findAll(list, ':scope > li').map(item => [item.dataset.paper ?? '', item]))
    const wanted = Object.keys(this.#cards).sort(this.#compare()).flatMap(paper => items.get(paper) ?? [])
    if (wanted.some((item, at) => item !== list.children[at])) list.append(...wanted)
    for (const item of wanted) {
      const text = [find(item, '[data-title]').textContent ?? '', ...Object.values(fieldsOf(item))].join(' ')
      item.hidden = !holds(folded(text), words)
    }
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => this.#count(), PAUSE_MS)
  }

  #count() {
    showCount(find(this, '[data-filter]'), findAll(this, '[data-list] > li:not([hidden])').length)
  }

  /**
   * @param {HTMLElement} list
   * @param {string} paper
   * @param {(HTMLElement | undefined)[]} later  The cards that come after it, those not yet drawn left out.
   */
  #addCard(list, paper, later) {
    const template = /** @type {HTMLTemplateElement} */ (find(this, 'template'))
    const item = /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true))
    item.dataset.paper = paper
    list.insertBefore(item, later.find(each => each?.parentElement === list) ?? null)
    return item
  }

  /**
   * @param {HTMLElement} item
   * @param {string} paper
   * @param {import('../store/memory.js').Draft} [draft]  What was typed and not yet saved.
   */
  #fill(item, paper, draft) {
    for (const field of /** @type {HTMLTextAreaElement[]} */ (findAll(item, 'textarea'))) {
      const name = /** @type {'claim'} */ (field.name)
      // A card that was saved later, at the end of a drill or in another tab, is not hidden by old words.
      const fresh = draft && draft.at >= this.#cards[paper].at && isRecord(draft.value) ? draft.value : {}
      const typed = fresh[name]
      const text = typeof typed === 'string' ? typed : this.#cards[paper][name]
      if (field !== document.activeElement && field.value !== text) field.value = text
    }
  }

  /**
   * Not by a selector: a backup's ids may hold what no selector can say.
   *
   * @param {string} paper
   */
  #itemOf(paper) {
    return findAll(this, '[data-list] > li').find(each => each.dataset.paper === paper)
  }

  /** The words of the page, for the file that leaves it. */
  #labels() {
    const template = /** @type {HTMLTemplateElement} */ (find(this, 'template'))
    const word = (/** @type {string} */ name) =>
      template.content.querySelector(`[name="${name}"]`)?.parentElement?.querySelector('span')?.textContent ?? name
    const titles = findAll(document, '[data-name]').map(each => [each.dataset.name ?? '', each.textContent?.trim() ?? ''])
    return {
      title: find(this, '[data-yours]').textContent ?? '',
      claim: word('claim'),
      equation: word('equation'),
      weakness: word('weakness'),
      question: word('question'),
      papers: Object.assign(Object.create(null), Object.fromEntries(titles)),
    }
  }
}

/**
 * @param {HTMLElement} within
 */
function paperOf(within) {
  return /** @type {HTMLElement} */ (within.closest('[data-paper]')).dataset.paper ?? ''
}

/**
 * @param {HTMLElement} form  Or what is around it.
 */
function fieldsOf(form) {
  const fields = /** @type {HTMLTextAreaElement[]} */ (findAll(form, 'textarea'))
  return Object.fromEntries(fields.map(field => [field.name, field.value]))
}

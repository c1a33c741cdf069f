import {standings, worthFirst} from '../core/practice.js'
import {sharedStore} from '../store/shared.js'
import {actOf, find, findAll, languageOf, sayAnew, showOnly} from './dom.js'

/** @typedef {import('./quiz-item.js').QuizItemElement} QuizItemElement */

/**
 * The questions of a page: how many are answered, which is worth answering next, and the exam, whose answers are
 * marked together at its end.
 *
 * @attr exam  Answers are taken and not marked.
 */
export class PracticeSetElement extends HTMLElement {
  /** @type {Map<string, import('../core/practice.js').Standing>} */
  #standing = new Map()
  #store = /** @type {import('../store/index.js').Store | null} */ (null)

  async connectedCallback() {
    this.addEventListener('click', event => void this.#act(actOf(event)))
    this.addEventListener('change', event => this.#choose(/** @type {HTMLInputElement} */ (event.target)))
    this.addEventListener('quiz-item-answered', () => void this.#count())
    this.addEventListener('quiz-item-sealed', event => {
      const {elsewhere} = /** @type {CustomEvent} */ (event).detail
      this.#setExam(!elsewhere || this.#items.some(({sealed}) => sealed)) // which another tab may have handed in
    })
    addEventListener('beforeprint', () => this.#items.forEach(item => item.unfold()))
    this.#store = await sharedStore()
    this.#store.addEventListener('change', event => {
      if (!('draft' in /** @type {CustomEvent} */ (event).detail)) void this.#count()
    })
    await this.#count()
    if (findAll(this, 'quiz-item').some(item => /** @type {QuizItemElement} */ (item).sealed)) this.#setExam(true)
    this.toggleAttribute('ready', true)
  }

  get #items() {
    return /** @type {QuizItemElement[]} */ (findAll(this, 'quiz-item'))
  }

  async #count() {
    const items = this.#items
    const revisions = new Map(items.map(({id, revision}) => [id, revision]))
    this.#standing = standings((await this.#store?.events()) ?? [], revisions)
    const results = [...this.#standing.values()].map(({result}) => result)
    const numbers = new Intl.NumberFormat(languageOf(this))
    const say = (/** @type {string} */ name, /** @type {number} */ number) => {
      find(this, `[data-number="${name}"]`).textContent = numbers.format(number)
    }
    say('all', items.length)
    say('answered', results.length)
    say('again', results.filter(result => result !== 'right').length)
    for (const item of items) {
      const last = this.#standing.get(item.id)
      if (last) item.setAttribute('last', last.result)
      else item.removeAttribute('last')
      showOnly(item, 'data-last', last?.result ?? null)
    }
  }

  /** @param {string | null} act */
  async #act(act) {
    if (act === 'next') await this.#goOn()
    else if (act === 'hand-in') await this.#handIn()
  }

  /** @param {HTMLInputElement} input */
  #choose(input) {
    if (input.name === 'practice-mode') this.#setExam(input.value === 'exam')
  }

  /** @param {boolean} exam */
  #setExam(exam) {
    this.toggleAttribute('exam', exam)
    const chosen = /** @type {HTMLInputElement} */ (find(this, `[name="practice-mode"][value="${exam ? 'exam' : 'practice'}"]`))
    chosen.checked = true
    showOnly(this, 'data-when', exam ? 'exam' : 'practice')
    this.#countSealed()
  }

  #countSealed() {
    find(this, '[data-number="sealed"]').textContent = String(this.#items.filter(({sealed}) => sealed).length)
  }

  /**
   * Leads to the question that is worth most of those that show no answer; once all do, to what was not right.
   */
  async #goOn() {
    const ids = worthFirst(this.#items.map(({id}) => id), this.#standing)
    const items = ids.map(id => /** @type {QuizItemElement} */ (this.#items.find(item => item.id === id)))
    const next = items.find(item => !item.hasAttribute('result')) ?? items.find(item => item.getAttribute('result') !== 'right')
    if (!next) {
      find(this, '.practice-bar').scrollIntoView()
      return sayAnew(this, 'data-news', 'all-right')
    }
    showOnly(this, 'data-news', null)
    await next.startAfresh()
    this.#lead(next)
  }

  /** @param {QuizItemElement} item  It takes the focus. */
  #lead(item) {
    item.scrollIntoView({block: 'start'})
    find(item, 'summary').focus({preventScroll: true})
  }

  async #handIn() {
    const sealed = this.#items.filter(item => item.sealed)
    if (sealed.length === 0) return
    this.#setExam(false)
    for (const item of sealed) await item.handIn()
    const marked = sealed.map(item => item.getAttribute('result')).filter(Boolean) // others have a second step to go
    find(this, '[data-number="handed-in"]').textContent = String(marked.length)
    find(this, '[data-number="handed-in-right"]').textContent = String(marked.filter(result => result === 'right').length)
    sayAnew(this, 'data-news', 'handed-in')
    this.#countSealed()
    this.#lead(sealed[0])
  }
}

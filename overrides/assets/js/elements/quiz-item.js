import {MARKING} from '../core/marking/index.js'
import {isRecord} from '../core/plain.js'
import {sharedStore} from '../store/shared.js'
import {answerOf, fillAnswer, lockFields} from './answer-form.js'
import {actOf, find, findAll, sayAnew, showOnly} from './dom.js'

/**
 * @typedef {import('../core/marking/types.js').Answer} Answer
 * @typedef {import('../core/marking/types.js').Marks & {unread?: unknown}} Marks
 *
 * @typedef {object} Draft  An answer as it stands, so that a reload or the other language finds it.
 * @property {number} revision
 * @property {Answer} answer
 * @property {number} step  How many steps were checked.
 * @property {string} sure
 * @property {number} hints
 * @property {boolean} sealed  Whether it was handed in, in an exam whose end has not come.
 */

/**
 * A question of any type: its confidence, hints and feedback, and its answer in the log. Without a script the reader
 * opens the answer; with it, the answer is checked first.
 *
 * @attr id        The permanent id, under which the answer is kept.
 * @attr type      One of `MARKING`.
 * @attr revision  Of its meaning; answers to another one count no more.
 * @attr result    After a check: right, partly or wrong.
 * @fires quiz-item-answered  `detail: {id, score, sure}`; bubbles.
 */
export class QuizItemElement extends HTMLElement {
  #step = 0
  #sure = ''
  #hints = 0
  #sealed = false
  /** @type {import('../store/index.js').Store | null} */
  #store = null

  async connectedCallback() {
    if (this.#hintsShown.length > 0) this.#showHints()
    this.addEventListener('submit', event => void this.#submit(event))
    this.addEventListener('input', () => this.#keep())
    this.addEventListener('order-change', () => this.#keep())
    this.addEventListener('keydown', event => this.#askHowSure(event))
    this.addEventListener('click', event => this.#press(event))
    this.#store = await sharedStore()
    const draft = await this.#store.readDraft(this.#key)
    if (isDraft(draft) && draft.revision === this.revision) await this.#restore(draft)
    this.toggleAttribute('ready', true)
  }

  get revision() {
    return Number(this.getAttribute('revision') ?? 1)
  }

  get sealed() {
    return this.#sealed
  }

  /** Marks what was handed in: the end of an exam. */
  async handIn() {
    if (!this.#sealed) return
    this.#sealed = false
    await this.#check(1)
    this.#keep()
  }

  get #key() {
    return `item:${this.id}`
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (find(this, 'form'))
  }

  get #hintsShown() {
    return findAll(this, '.hints li')
  }

  get #marking() {
    return MARKING[this.getAttribute('type') ?? '']
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault()
    if (this.#step >= this.#marking.steps) return
    if (this.#step === 0) this.#sure = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value ?? ''
    if (this.#step === 0 && this.closest('practice-set[exam]')) return this.#seal()
    await this.#check(this.#step + 1)
  }

  /**
   * Enter in a field would press the first button, which says *I am sure*: it leads there instead.
   *
   * @param {KeyboardEvent} event
   */
  #askHowSure(event) {
    if (event.key !== 'Enter' || this.#step > 0 || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    find(this, '[data-check] button').focus()
  }

  /** Takes an answer without a word on it, if it is one. */
  async #seal() {
    const {empty, unread} = await this.#mark(1)
    this.#sealed = !empty && !unread
    this.#keep()
    sayAnew(this, 'data-result', empty ? 'empty' : unread ? 'unread' : 'sealed')
    this.#tellSealed()
  }

  #tellSealed() {
    this.dispatchEvent(new CustomEvent('quiz-item-sealed', {bubbles: true}))
  }

  /**
   * Marks the answer, shows what there is to say of it, and writes it down once all its steps are done.
   *
   * @param {number} step
   * @param {{again?: boolean}} [options]  Whether it was marked before, and is only shown again.
   */
  async #check(step, {again = false} = {}) {
    const marks = await this.#mark(step)
    if (marks.empty || marks.unread) return sayAnew(this, 'data-result', marks.empty ? 'empty' : 'unread')
    this.#step = step
    this.#sealed = false
    this.#showMarks(marks)
    if (step < this.#marking.steps) {
      this.#showSteps()
      if (again) return showOnly(this, 'data-result', 'first')
      sayAnew(this, 'data-result', 'first')
      return this.#keep()
    }
    const result = marks.score >= 1 ? 'right' : marks.score > 0 ? 'partly' : 'wrong'
    this.setAttribute('result', result)
    this.#showSteps()
    if (again) return showOnly(this, 'data-result', result)
    sayAnew(this, 'data-result', result)
    this.#keep()
    const {why, ...answer} = answerOf(this.#form)
    const data = {answer, right: marks.score >= 1, score: marks.score, sure: this.#sure, hints: this.#hints, revision: this.revision}
    await this.#store?.append('question-answered', this.id, why?.[0] ? {...data, why: why[0]} : data)
    this.dispatchEvent(new CustomEvent('quiz-item-answered', {bubbles: true, detail: {id: this.id, score: marks.score, sure: this.#sure}}))
  }

  /**
   * @param {number} step
   * @returns {Promise<Marks>}
   */
  async #mark(step) {
    const key = JSON.parse(find(this, '[data-key]').textContent ?? '')
    try {
      return await this.#marking.mark(answerOf(this.#form), key, step)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      return {score: 0, parts: {}, says: [], unread: true} // the engine did not load; its field says so
    }
  }

  /** @param {Marks} marks */
  #showMarks({parts, says}) {
    for (const part of findAll(this, '[data-part]')) {
      const right = parts[part.dataset.part ?? '']
      if (right === undefined) delete part.dataset.mark
      else part.dataset.mark = right ? 'right' : 'wrong'
    }
    for (const piece of findAll(this, '[data-says]')) piece.classList.toggle('is-chosen', says.includes(piece.dataset.says ?? ''))
  }

  #showSteps() {
    const {steps} = this.#marking
    const done = this.#step >= steps
    const focused = this.contains(document.activeElement)
    // What was marked stays as it was marked.
    lockFields(findAll(this, 'form > fieldset'), this.#step > 0)
    lockFields(findAll(this, '[data-then] fieldset'), done)
    for (const before of findAll(this, '[data-check], [data-why]')) before.hidden = this.#step > 0
    find(this, '[data-after]').hidden = this.#step === 0
    for (const then of findAll(this, '[data-then]')) then.hidden = this.#step === 0
    for (const check of findAll(this, '[data-check-then]')) check.hidden = this.#step !== 1 || done
    find(this, '[data-answer]').toggleAttribute('open', done)
    if (!done) this.removeAttribute('result')
    if (focused && (!document.activeElement?.checkVisibility() || document.activeElement.matches(':disabled'))) this.#lead(done ? '[data-answer] summary' : '[data-then] :is(input, select)')
  }

  /** @param {string} selector  Of what takes the focus. */
  #lead(selector) {
    /** @type {HTMLElement | null} */ (this.querySelector(selector))?.focus({preventScroll: true})
  }

  #showHints() {
    const hints = this.#hintsShown
    for (const [at, hint] of hints.entries()) hint.hidden = at >= Math.max(this.#hints, 1)
    const more = this.querySelector('[data-act="hint"]')
    if (more) Object.assign(more, {hidden: this.#hints >= hints.length || hints.length < 2})
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const act = actOf(event)
    if (act === 'hint') this.#hint(Math.max(this.#hints, 1) + 1)
    else if (act === 'retry') this.#again(true)
    else if (act === 'afresh') this.#again(false)
    else if (/** @type {Element} */ (event.target).closest('.hints > summary')) this.#hint(Math.max(this.#hints, 1))
  }

  /** @param {number} hints  How many were seen. */
  #hint(hints) {
    this.#hints = hints
    this.#showHints()
    this.#keep()
  }

  /** @param {boolean} keepRight  Whether what was right stays. */
  #again(keepRight) {
    const answer = answerOf(this.#form)
    const wrong = new Set(findAll(this, '[data-mark="wrong"]').map(part => part.dataset.part))
    this.#form.reset()
    for (const list of findAll(this, 'order-list')) list.dispatchEvent(new CustomEvent('order-reset'))
    if (keepRight) {
      const kept = Object.entries(answer).map(([name, values]) => [name, wrong.has(name) ? [] : values.filter(value => !wrong.has(`${name} ${value}`))])
      fillAnswer(this.#form, Object.fromEntries(kept))
    }
    this.#step = 0
    this.#sure = ''
    this.#sealed = false
    if (!keepRight) this.#hints = 0
    for (const part of findAll(this, '[data-mark]')) if (!keepRight || part.dataset.mark === 'wrong') delete part.dataset.mark
    for (const piece of findAll(this, '.is-chosen')) piece.classList.remove('is-chosen')
    showOnly(this, 'data-result', null)
    this.#showSteps()
    this.#showHints()
    if (keepRight) this.#keep()
    else void this.#store?.removeDraft(this.#key)
    this.#lead('form :is(input:not([type="hidden"]), select, textarea, button)')
  }

  #keep() {
    const draft = {revision: this.revision, answer: answerOf(this.#form), step: this.#step, sure: this.#sure, hints: this.#hints, sealed: this.#sealed}
    this.#store?.saveDraft(this.#key, draft)
  }

  /** @param {Draft} draft */
  async #restore(draft) {
    fillAnswer(this.#form, draft.answer)
    this.#sure = draft.sure
    this.#hints = draft.hints
    this.#sealed = draft.sealed
    this.#showHints()
    if (draft.sealed) {
      showOnly(this, 'data-result', 'sealed')
      this.#tellSealed()
    }
    for (let step = 1; step <= Math.min(draft.step, this.#marking.steps); step++) await this.#check(step, {again: true})
  }
}

/**
 * @param {unknown} value
 * @returns {value is Draft}
 */
function isDraft(value) {
  return isRecord(value) && isRecord(value.answer) && typeof value.step === 'number' && typeof value.sure === 'string'
    && typeof value.hints === 'number' && Object.values(value.answer).every(each => Array.isArray(each) && each.every(text => typeof text === 'string'))
}

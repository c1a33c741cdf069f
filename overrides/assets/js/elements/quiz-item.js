import {MARKING} from '../core/marking/index.js'
import {sharedStore} from '../store/shared.js'
import {answerOf, fillAnswer, lockFields} from './answer-form.js'
import {actOf, find, findAll, sayAnew, showOnly} from './dom.js'
import {unfold} from './fold.js'
import {readDraft} from './item-draft.js'
import {clearMarks, showHints, showMarks} from './item-feedback.js'

/**
 * @typedef {import('../core/marking/types.js').Marks & {unread?: unknown}} Marks
 * @typedef {import('./item-draft.js').Draft} Draft
 */

/**
 * A question of any type: its confidence, hints and feedback, and its answer in the log. Without a script the reader
 * opens the answer; with it, the answer is checked first. Its form comes when its box is opened, and so does an answer
 * that was marked before; one that is under way opens it.
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

  /** @type {Draft | null} An answer that was marked on an earlier visit, until the box is opened. */
  #marked = null

  async connectedCallback() {
    this.addEventListener('submit', event => void this.#submit(event))
    this.addEventListener('input', () => this.#keep())
    this.addEventListener('order-change', () => this.#keep())
    this.addEventListener('keydown', event => this.#askHowSure(event))
    this.addEventListener('click', event => this.#press(event))
    this.#box.addEventListener('toggle', () => void this.#begin())
    this.#store = await sharedStore()
    this.#store.addEventListener('change', event => {
      const here = document.hasFocus() && this.contains(document.activeElement)
      if (/** @type {CustomEvent} */ (event).detail.draft === this.#key && !here) void this.#follow()
    })
    const draft = await readDraft(this.#store, this.#key, this.revision)
    if (draft) await this.#take(draft)
    if (this.#box.open) await this.#begin()
    this.toggleAttribute('ready', true)
  }

  /** Opens its box and those around it. */
  open() {
    unfold(this.#box)
    for (let box = this.#box.parentElement; box; box = box.parentElement) if (box instanceof HTMLDetailsElement) box.open = true
    this.#box.open = true
  }

  /** Opens its box, without what was answered before; what is under way stays. */
  async startAfresh() {
    if (this.#marked) void this.#store?.removeDraft(this.#key)
    this.#marked = null
    this.open()
    await this.#begin()
    if (this.#step >= this.#marking.steps) this.#again(false)
  }

  /** Brings its form, as printing wants it. */
  unfold() {
    unfold(this.#box)
  }

  get #box() {
    return /** @type {HTMLDetailsElement} */ (find(this, 'details'))
  }

  /** Brings the form, and what was marked in it. */
  async #begin() {
    unfold(this.#box)
    showHints(this, this.#hints)
    const marked = this.#marked
    this.#marked = null
    if (marked) await this.#restore(marked)
  }

  /** Shows the answer as another tab left it. */
  async #follow() {
    const draft = await readDraft(this.#store, this.#key, this.revision)
    this.#marked = null
    unfold(this.#box)
    this.#empty()
    if (draft) await this.#take(draft)
    if (this.#box.open) await this.#begin()
  }

  /** @param {Draft} draft */
  async #take(draft) {
    if (draft.step >= this.#marking.steps) this.#marked = draft
    else {
      this.open()
      await this.#restore(draft)
    }
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
    showMarks(this, marks)
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

  /** @param {MouseEvent} event */
  #press(event) {
    const act = actOf(event)
    if (act === 'hint') this.#hint(Math.max(this.#hints, 1) + 1)
    else if (act === 'retry') this.#again(true)
    else if (act === 'afresh') this.#again(false)
    else if (/** @type {Element} */ (event.target).closest('.fold > summary')) unfold(this.#box) // before it is drawn open
    else if (/** @type {Element} */ (event.target).closest('.hints > summary')) this.#hint(Math.max(this.#hints, 1))
  }

  /** @param {number} hints  How many were seen. */
  #hint(hints) {
    this.#hints = hints
    showHints(this, this.#hints)
    this.#keep()
  }

  /** @param {boolean} keepRight  Whether what was right stays. */
  #again(keepRight) {
    const answer = answerOf(this.#form)
    const wrong = new Set(findAll(this, '[data-mark="wrong"]').map(part => part.dataset.part))
    const right = findAll(this, '[data-mark="right"]')
    const hints = this.#hints
    this.#empty()
    if (keepRight) {
      const kept = Object.entries(answer).map(([name, values]) => [name, wrong.has(name) ? [] : values.filter(value => !wrong.has(`${name} ${value}`))])
      fillAnswer(this.#form, Object.fromEntries(kept))
      for (const part of right) part.dataset.mark = 'right'
      this.#hints = hints
      showHints(this, this.#hints)
      this.#keep()
    } else void this.#store?.removeDraft(this.#key)
    this.#lead('form :is(input:not([type="hidden"]), select, textarea, button)')
  }

  /** Leaves nothing of an answer in view. */
  #empty() {
    this.#form.reset()
    for (const list of findAll(this, 'order-list')) list.dispatchEvent(new CustomEvent('order-reset'))
    clearMarks(this)
    this.#step = 0
    this.#sure = ''
    this.#sealed = false
    this.#hints = 0
    showOnly(this, 'data-result', null)
    this.#showSteps()
    showHints(this, this.#hints)
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
    showHints(this, this.#hints)
    if (draft.sealed) {
      showOnly(this, 'data-result', 'sealed')
      this.#tellSealed()
    }
    for (let step = 1; step <= Math.min(draft.step, this.#marking.steps); step++) await this.#check(step, {again: true})
  }
}

import {MARKING} from '../core/marking/index.js'
import {sharedStore} from '../store/shared.js'
import {answerOf, fillAnswer} from './answer-form.js'
import {actOf, find, findAll, sayAnew, showOnly} from './dom.js'
import {unfold} from './fold.js'
import {readDraft} from './item-draft.js'
import {clearMarks, lead, showHints, showMarks, showSteps} from './item-feedback.js'

/** @typedef {import('./item-draft.js').Draft} Draft */

/**
 * A question of any type: its confidence, hints and feedback, and its answer in the log. Without a script the reader
 * opens the answer; with it, the answer is checked first. Its form comes when its box is opened, and so does an answer
 * that was marked before; one that is under way opens it.
 *
 * @attr id        The permanent id, under which the answer is kept.
 * @attr type      One of `MARKING`.
 * @attr revision  Of its meaning; answers to another one count no more.
 * @attr result    After a check: right, partly or wrong.
 * @attr last      What the log says of its last answer; the practice set writes it.
 * @attr ready     What was kept of it has been read.
 * @fires quiz-item-answered  `detail: {id, score, sure}`; bubbles.
 * @fires quiz-item-sealed  `detail: {elsewhere}`: handed in, or no longer, perhaps in another tab; bubbles.
 */
export class QuizItemElement extends HTMLElement {
  #step = 0
  #sure = ''
  #hints = 0
  #sealed = false
  /** Whether an answer is being marked, which may take as long as its engine takes to load. */
  #marking = false
  /** Raised when the answer is emptied: what was being marked until then is out of date. */
  #turn = 0
  /** Whether the reader did something before it was known what was kept. */
  #touched = false
  /** @type {Draft | null} What was kept and is not shown until the box is opened. */
  #unshown = null

  async connectedCallback() {
    this.addEventListener('submit', event => void this.#submit(event))
    this.addEventListener('input', () => void this.#keep())
    this.addEventListener('order-change', () => void this.#keep())
    this.addEventListener('keydown', event => this.#askHowSure(event))
    this.addEventListener('click', event => this.#press(event))
    this.#box.addEventListener('toggle', () => void this.#begin())
    if (this.#box.open) this.unfold()
    const store = await sharedStore()
    store.addEventListener('change', event => {
      const {all, draft} = /** @type {CustomEvent} */ (event).detail
      const here = document.hasFocus() && this.contains(document.activeElement)
      if ((all || draft === this.#key) && !here) void this.#follow()
    })
    const draft = await readDraft(store, this.#key, this.revision)
    if (draft && !this.#touched) {
      this.#unshown = draft
      if (draft.step < this.#type.steps) this.open()
    }
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
    this.#touched = true
    if (this.#unshown && this.#unshown.step >= this.#type.steps) {
      this.#unshown = null
      void this.#forget()
    }
    this.open()
    await this.#begin()
    if (this.#step >= this.#type.steps) this.#again(false)
  }

  /** Brings its form. */
  unfold() {
    unfold(this.#box)
  }

  get #box() {
    return /** @type {HTMLDetailsElement} */ (find(this, 'details'))
  }

  /** Brings the form, and the answer that belongs in it. */
  async #begin() {
    this.unfold()
    showHints(this, this.#hints)
    const draft = this.#unshown
    this.#unshown = null
    if (draft) await this.#restore(draft)
  }

  /** Shows the answer as another tab left it. */
  async #follow() {
    const sealed = this.sealed
    this.#unshown = await readDraft(await sharedStore(), this.#key, this.revision)
    if (this.querySelector('form')) this.#empty()
    if (this.#box.open) await this.#begin()
    if (this.sealed !== sealed) this.#tellSealed(true)
  }

  get revision() {
    return Number(this.getAttribute('revision') ?? 1)
  }

  get sealed() {
    return this.#unshown?.sealed ?? this.#sealed
  }

  /** Marks what was handed in: the end of an exam. */
  async handIn() {
    await this.#begin()
    if (!this.#sealed) return
    this.#sealed = false
    await this.#check(1)
    await this.#keep()
  }

  get #key() {
    return `item:${this.id}`
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (find(this, 'form'))
  }

  get #type() {
    return MARKING[this.getAttribute('type') ?? '']
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault()
    if (this.#marking || this.#step >= this.#type.steps) return
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
    const {empty, unread} = await this.#mark(1, answerOf(this.#form))
    this.#sealed = !empty && !unread
    void this.#keep()
    sayAnew(this, 'data-result', empty ? 'empty' : unread ? 'unread' : 'sealed')
    this.#tellSealed()
  }

  /** @param {boolean} [elsewhere] */
  #tellSealed(elsewhere = false) {
    this.dispatchEvent(new CustomEvent('quiz-item-sealed', {bubbles: true, detail: {elsewhere}}))
  }

  /**
   * Marks the answer, shows what there is to say of it, and writes it down once all its steps are done.
   *
   * @param {number} step
   * @param {{again?: boolean}} [options]  Whether it was marked before, and is only shown again.
   */
  async #check(step, {again = false} = {}) {
    const turn = this.#turn
    const {why, ...answer} = answerOf(this.#form)
    const marks = await this.#mark(step, answer)
    if (turn !== this.#turn) return
    const say = again ? showOnly : sayAnew
    if (marks.empty || marks.unread) return say(this, 'data-result', marks.empty ? 'empty' : 'unread')
    this.#step = step
    this.#sealed = false
    showMarks(this, marks)
    if (step < this.#type.steps) {
      this.#showSteps()
      say(this, 'data-result', 'first')
      return again ? undefined : this.#keep()
    }
    const result = marks.score >= 1 ? 'right' : marks.score > 0 ? 'partly' : 'wrong'
    this.setAttribute('result', result)
    this.#showSteps()
    say(this, 'data-result', result)
    if (again) return
    void this.#keep()
    const data = {answer, right: marks.score >= 1, score: marks.score, sure: this.#sure, hints: this.#hints, revision: this.revision}
    await (await sharedStore()).append('question-answered', this.id, why?.[0] ? {...data, why: why[0]} : data)
    this.dispatchEvent(new CustomEvent('quiz-item-answered', {bubbles: true, detail: {id: this.id, score: marks.score, sure: this.#sure}}))
  }

  /** @param {number} step @param {import('../core/marking/types.js').Answer} answer */
  async #mark(step, answer) {
    this.#marking = true
    try {
      return await this.#type.mark(answer, JSON.parse(find(this, '[data-key]').textContent ?? ''), step)
    } finally {
      this.#marking = false
    }
  }

  #showSteps() {
    showSteps(this, this.#step, this.#type.steps)
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
    void this.#keep()
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
      void this.#keep()
    } else void this.#forget()
    lead(this, 'form :is(input:not([type="hidden"]), select, textarea, button)')
  }

  /** Leaves nothing of an answer in view. */
  #empty() {
    this.#form.reset()
    for (const list of findAll(this, 'order-list')) list.dispatchEvent(new CustomEvent('order-reset'))
    clearMarks(this)
    this.#turn += 1
    this.#step = 0
    this.#sure = ''
    this.#sealed = false
    this.#hints = 0
    showOnly(this, 'data-result', null)
    this.#showSteps()
    showHints(this, this.#hints)
  }

  async #keep() {
    this.#touched = true
    const draft = {revision: this.revision, answer: answerOf(this.#form), step: this.#step, sure: this.#sure, hints: this.#hints, sealed: this.#sealed}
    const store = await sharedStore()
    store.saveDraft(this.#key, draft)
  }

  async #forget() {
    const store = await sharedStore()
    await store.removeDraft(this.#key)
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
    for (let step = 1; step <= Math.min(draft.step, this.#type.steps); step++) await this.#check(step, {again: true})
  }
}

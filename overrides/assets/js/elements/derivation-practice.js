import {passedStages, readDraft} from '../core/derivation.js'
import {BlankStage} from './derivation-blank.js'
import {FillStage} from './derivation-fill.js'
import {OrderStage} from './derivation-order.js'
import {actOf, find, findAll, showOnly} from './dom.js'

/**
 * @typedef {import('../core/derivation.js').Stage} Stage
 * @typedef {{show(): void, act(act: string): void, submit(): unknown}} StageView  `act` takes the act of a button, or the type of an event.
 */

/** What stages hear, by one listener each. */
const HEARD = ['submit', 'click', 'input', 'change', 'order-change']

/** A derivation that is being practised: its stages, and what is kept of them. */
export class DerivationPractice {
  #root
  #store
  /** @type {Partial<Record<Stage, StageView>>} */
  #views = {}

  /**
   * @param {HTMLElement} root
   * @param {import('../store/index.js').Store} store
   * @param {unknown} kept  What was kept as a draft, if anything.
   */
  constructor(root, store, kept) {
    this.#root = root
    this.#store = store
    /** @type {import('../core/derivation.js').DerivationKey} */
    this.key = JSON.parse(find(root, ':scope > [data-key]').textContent ?? '')
    /** Ids of the steps, from the first to the last. */
    this.steps = Object.keys(this.key.needs)
    this.draft = readDraft(kept, this.#revision, this.steps)
  }

  begin() {
    for (const place of findAll(this.#root, 'form [data-line]:empty')) this.#fillLine(place)
    for (const type of HEARD) this.#root.addEventListener(type, event => this.#hear(event))
    for (const each of findAll(this.#root, '[data-stages], [data-panel] > [data-controls]')) each.hidden = false
    this.#show(this.draft.stage)
    const box = this.#root.closest('details')
    box?.addEventListener('toggle', () => this.#keepOpen(box.open))
    this.#keepOpen(box?.open ?? true)
    void this.#showPassed()
    this.#root.toggleAttribute('ready', true)
  }

  get #revision() {
    return Number(this.#root.getAttribute('revision') ?? 1)
  }

  /** @param {string} name */
  form(name) {
    return /** @type {HTMLFormElement} */ (find(this.#root, `[data-panel="${name}"]`))
  }

  /**
   * A step as it is read.
   *
   * @param {string} id
   */
  step(id) {
    return find(this.#root, `.steps > [data-step="${id}"]`)
  }

  /**
   * Shows the first steps, or all, and marks none.
   *
   * @param {number} [count]
   */
  showSteps(count = this.steps.length) {
    for (const [at, id] of this.steps.entries()) {
      this.step(id).hidden = at >= count
      delete this.step(id).dataset.mark
    }
  }

  /** Keeps the draft as it stands. */
  keep() {
    this.#store.saveDraft(`derivation:${this.#root.id}`, this.draft)
  }

  /**
   * Writes down an attempt that came to its end.
   *
   * @param {{stage: Stage, score: number, level?: number}} attempt
   */
  async log(attempt) {
    await this.#store.append('derivation-practised', this.#root.id, {...attempt, revision: this.#revision})
    await this.#showPassed()
  }

  /** @param {boolean} open */
  #keepOpen(open) {
    if (open === this.draft.open) return
    this.draft.open = open
    this.keep()
  }

  /** Sets a line where it can be chosen, from where it is read. @param {HTMLElement} place */
  #fillLine(place) {
    const line = findAll(this.#root, `[data-line="${place.dataset.line}"]`).find(({firstChild}) => firstChild)
    if (line) place.append(...[...line.childNodes].map(node => node.cloneNode(true)))
  }

  /** @param {Stage} stage */
  #show(stage) {
    this.#root.setAttribute('stage', stage)
    Object.assign(this.#control(stage), {checked: true})
    showOnly(this.#root, 'data-panel', stage)
    showOnly(this.#root, 'data-about', stage)
    find(this.#root, '.steps').hidden = stage === 'order'
    if (stage === 'read') return this.showSteps()
    const made = {order: OrderStage, fill: FillStage, blank: BlankStage}[stage]
    const view = (this.#views[stage] ??= new made(this))
    view.show()
  }

  /** @param {Stage} stage */
  #control(stage) {
    return find(this.#root, `[data-stages] [value="${stage}"]`)
  }

  /** @param {Event} event */
  #hear(event) {
    const target = /** @type {HTMLInputElement} */ (event.target)
    if (target.closest('[data-stages]')) return void (event.type === 'change' && this.#go(/** @type {Stage} */ (target.value)))
    const view = this.#views[this.draft.stage]
    if (event.type === 'submit') {
      event.preventDefault()
      view?.submit()
    } else if (event.type === 'click') this.#press(event, target)
    else view?.act(event.type)
  }

  /** @param {Event} event @param {Element} target */
  #press(event, target) {
    const act = actOf(event)
    if (act?.startsWith('go-')) this.#lead(/** @type {Stage} */ (act.slice(3)))
    else if (act) this.#views[this.draft.stage]?.act(act)
    // A line is chosen by a click on it, as by one on its letter.
    else if (target.closest('.step__line')) target.closest('[data-candidate]')?.querySelector('input')?.click()
  }

  /** @param {Stage} stage */
  #go(stage) {
    this.draft.stage = stage
    this.#show(stage)
    this.keep()
  }

  /** @param {Stage} stage  Its control takes the focus from the button that leads there. */
  #lead(stage) {
    this.#go(stage)
    this.#control(stage).focus({preventScroll: true})
    this.#root.scrollIntoView({block: 'start'})
  }

  async #showPassed() {
    const passed = passedStages(await this.#store.events(), this.#root.id, this.#revision, this.steps.length)
    for (const sign of findAll(this.#root, '[data-passed]')) sign.hidden = !passed.has(sign.dataset.passed)
  }
}

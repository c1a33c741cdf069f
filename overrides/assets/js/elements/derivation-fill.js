import {fillScore, hiddenOf, markChoiceOf} from '../core/derivation.js'
import {showReasons} from './derivation-order.js'
import {find, findAll, sayAnew, showOnly} from './dom.js'

/** @typedef {import('./derivation-practice.js').DerivationPractice} Trainer */

/** The last lines are hidden: for each the reader chooses the line, and what justifies it. */
export class FillStage {
  #trainer
  #form

  /** @param {Trainer} trainer */
  constructor(trainer) {
    this.#trainer = trainer
    this.#form = trainer.form('fill')
  }

  show() {
    const {fill} = this.#trainer.draft
    if (fill.at >= fill.level) this.#showEnd()
    else this.#showStep()
  }

  /** @param {string} act */
  act(act) {
    const {fill} = this.#trainer.draft
    if (act === 'next') this.#next()
    else if (act === 'more') this.#begin(fill.level + 1)
    else if (act === 'again') this.#begin(fill.level)
    else if (act === 'change') this.#choose()
  }

  /** Marks a step; one that is marked stays so. */
  submit() {
    const {fill} = this.#trainer.draft
    const choice = fill.choices[this.#step]
    if (!choice?.line || !choice.principle) return sayAnew(this.#form, 'data-result', 'empty')
    fill.checked = true
    this.#trainer.keep()
    this.#showStep()
    find(this.#form, '[data-act="next"]').focus({preventScroll: true})
  }

  get #hidden() {
    return hiddenOf(this.#trainer.steps, this.#trainer.draft.fill.level)
  }

  /** The step that is asked for. */
  get #step() {
    return this.#hidden[this.#trainer.draft.fill.at]
  }

  /** @param {number} level */
  #begin(level) {
    this.#trainer.draft.fill = {level, at: 0, choices: {}, checked: false}
    this.#trainer.keep()
    this.#showStep()
    this.#lead()
  }

  #choose() {
    const {fill} = this.#trainer.draft
    const level = Number(/** @type {HTMLSelectElement} */ (find(this.#form, '[name="level"]')).value)
    if (level !== fill.level) {
      this.#trainer.draft.fill = {level, at: 0, choices: {}, checked: false}
      this.#showStep()
    } else if (fill.at < fill.level && !fill.checked) {
      const form = new FormData(this.#form)
      fill.choices[this.#step] = {line: `${form.get('line') ?? ''}`, principle: `${form.get('principle') ?? ''}`}
      showOnly(this.#form, 'data-result', null)
    }
    this.#trainer.keep()
  }

  #next() {
    const {fill} = this.#trainer.draft
    fill.at++
    fill.checked = false
    this.#trainer.keep()
    if (fill.at < fill.level) {
      this.#showStep()
      this.#lead()
      return
    }
    void this.#trainer.log({stage: 'fill', score: fillScore(fill, this.#trainer.key), level: fill.level})
    this.#showEnd()
    this.#form.querySelector(/** @type {'button'} */ ('[data-then] button:not([hidden])'))?.focus({preventScroll: true})
  }

  #lead() {
    find(this.#form, '[data-heading]').focus({preventScroll: true})
    find(this.#form, '[data-heading]').scrollIntoView({block: 'nearest'})
  }

  #showStep() {
    const {draft: {fill}, key, steps} = this.#trainer
    const step = this.#step
    const line = this.#trainer.step(step)
    this.#showSolved(fill.at + Number(fill.checked))
    find(this.#form, '[data-heading]').textContent = find(line, '.step__line').getAttribute('aria-label')
    const hidden = this.#hidden
    for (const each of findAll(this.#form, '[data-candidate]')) {
      const id = each.dataset.candidate ?? ''
      each.hidden = steps.includes(id) && !hidden.includes(id)
    }
    this.#fillIn(fill.choices[step])
    this.#showParts({asking: !fill.checked, next: fill.checked})
    showReasons(this.#form, fill.checked ? [fill.choices[step].line] : [])
    if (!fill.checked) return showOnly(this.#form, 'data-result', null)
    const right = markChoiceOf(fill.choices[step], step, key)
    this.#showOther(right.line ? '' : fill.choices[step].line)
    sayAnew(this.#form, 'data-result', right.line ? (right.principle ? 'right' : 'line') : right.principle ? 'principle' : 'wrong')
  }

  #showEnd() {
    const {draft: {fill}, key, steps} = this.#trainer
    this.#showSolved(fill.level)
    this.#showParts({then: true})
    showReasons(this.#form, [])
    const right = fillScore(fill, key) >= 1
    const all = fill.level === steps.length
    find(this.#form, '[data-act="more"]').hidden = !right || all
    find(this.#form, '[data-act="again"]').hidden = right
    find(this.#form, '[data-act="go-blank"]').hidden = !right
    sayAnew(this.#form, 'data-result', right ? (all ? 'done' : 'more') : 'again')
  }

  /** Shows the steps as far as they are solved, those that were hidden with their marks. @param {number} count */
  #showSolved(count) {
    const {draft: {fill}, key, steps} = this.#trainer
    this.#trainer.showSteps(steps.length - fill.level + count)
    for (const id of this.#hidden.slice(0, count)) {
      const {line, principle} = markChoiceOf(fill.choices[id], id, key)
      this.#trainer.step(id).dataset.mark = line && principle ? 'right' : 'wrong'
    }
    Object.assign(find(this.#form, '[name="level"]'), {value: String(fill.level)})
  }

  /** @param {{asking?: boolean, next?: boolean, then?: boolean}} parts */
  #showParts({asking = false, next = false, then = false}) {
    for (const part of findAll(this.#form, '[data-asking]')) part.hidden = !asking
    find(this.#form, '[data-next]').hidden = !next
    find(this.#form, '[data-then]').hidden = !then
    this.#showOther('')
  }

  /** Says where a line stands that was taken for another, if anywhere. @param {string} id */
  #showOther(id) {
    const elsewhere = this.#trainer.steps.includes(id)
    find(this.#form, '[data-other]').hidden = !elsewhere
    if (elsewhere) find(this.#form, '[data-other-step]').textContent = find(this.#trainer.step(id), '.step__line').getAttribute('aria-label')
  }

  /** @param {import('../core/derivation.js').Choice | undefined} choice */
  #fillIn(choice) {
    for (const each of this.#form.querySelectorAll('input')) each.checked = each.value === choice?.[/** @type {'line'} */ (each.name)]
  }
}

import {blankTally} from '../core/derivation.js'
import {find, findAll, sayAnew, showOnly} from './dom.js'

/**
 * @typedef {import('./derivation-practice.js').DerivationPractice} Trainer
 * @typedef {import('../core/derivation.js').Fate} Fate
 */

/** What is said of a line, by what became of it. */
const SAID = {right: 'right', shown: 'shown', judge: 'judge', had: 'had', missed: 'missed'}

/** Each line is typed in turn: checked by its value where it has one, and else by the reader. */
export class BlankStage {
  #trainer
  #form

  /** @param {Trainer} trainer */
  constructor(trainer) {
    this.#trainer = trainer
    this.#form = trainer.form('blank')
    for (const each of findAll(this.#form, '[data-equation] label[hidden]')) each.hidden = false
  }

  show() {
    if (this.#blank.at >= this.#trainer.steps.length) this.#showEnd()
    else this.#showStep()
  }

  /** @param {string} act */
  act(act) {
    if (act === 'input') this.#type()
    else if (act === 'next') this.#next()
    else if (act === 'show') this.#settle('shown')
    else if (act === 'had' || act === 'missed') this.#settle(act)
    else if (act === 'afresh') {
      this.#trainer.draft.blank = {at: 0, lines: {}}
      this.#trainer.keep()
      for (const field of this.#form.querySelectorAll('input')) field.value = ''
      for (const field of findAll(this.#form, 'equation-field')) field.dispatchEvent(new Event('input', {bubbles: true}))
      this.#showStep()
      this.#lead()
    }
  }

  async submit() {
    const {text, fate} = this.#line
    if (fate) return
    if (!text.trim()) return this.#say('empty')
    if (!this.#typed) return this.#settle('judge')
    const asked = this.#asked
    const says = await markLine(text, JSON.parse(find(asked, ':scope > [data-key]').textContent ?? ''))
    if (asked !== this.#asked || this.#line.text !== text) return // the reader went on meanwhile
    if (says === 'right') return this.#settle('right')
    this.#showMistake(says)
    this.#say(says.startsWith('mistake') ? 'mistake' : says)
  }

  get #blank() {
    return this.#trainer.draft.blank
  }

  get #step() {
    return this.#trainer.steps[this.#blank.at]
  }

  get #asked() {
    return find(this.#form, `[data-ask="${this.#step}"]`)
  }

  get #typed() {
    return this.#asked.hasAttribute('data-equation')
  }

  get #line() {
    return this.#blank.lines[this.#step] ?? {text: '', fate: /** @type {Fate} */ ('')}
  }

  get #field() {
    return /** @type {HTMLInputElement} */ (find(this.#asked, 'input'))
  }

  #type() {
    if (this.#line.fate) return
    this.#blank.lines[this.#step] = {text: this.#field.value, fate: ''}
    this.#showMistake('')
    showOnly(this.#form, 'data-result', null)
    this.#trainer.keep()
  }

  /** What became of the line: it is shown, and a button is left that goes on. @param {Fate} fate */
  #settle(fate) {
    this.#blank.lines[this.#step] = {text: this.#field.value, fate}
    this.#trainer.keep()
    this.#showStep()
    find(this.#form, fate === 'judge' ? '[data-act="had"]' : '[data-act="next"]').focus({preventScroll: true})
  }

  #next() {
    this.#blank.at++
    this.#trainer.keep()
    if (this.#blank.at < this.#trainer.steps.length) {
      this.#showStep()
      this.#lead()
      return
    }
    void this.#trainer.log({stage: 'blank', score: blankTally(this.#blank).had / this.#trainer.steps.length})
    this.#showEnd()
    find(this.#form, '[data-act="afresh"]').focus({preventScroll: true})
  }

  #lead() {
    const heading = find(this.#asked, '.trainer__step')
    heading.focus({preventScroll: true})
    heading.scrollIntoView({block: 'nearest'})
  }

  #showStep() {
    const {fate, text} = this.#line
    this.#showLines(this.#blank.at + Number(fate !== ''))
    showOnly(this.#form, 'data-ask', this.#step)
    if (this.#field.value !== text) {
      this.#field.value = text
      if (this.#typed) this.#field.dispatchEvent(new Event('input', {bubbles: true}))
    }
    this.#field.readOnly = fate !== ''
    this.#showMistake('')
    this.#showParts({asking: fate === '', judging: fate === 'judge', next: fate !== '' && fate !== 'judge'})
    for (const button of findAll(this.#form, '[data-for]')) button.hidden = (button.dataset.for === 'typed') !== this.#typed
    if (fate) this.#say(SAID[fate])
    else showOnly(this.#form, 'data-result', null)
  }

  #showEnd() {
    const {steps} = this.#trainer
    this.#showLines(steps.length)
    showOnly(this.#form, 'data-ask', null)
    this.#showParts({then: true})
    const {had, self} = blankTally(this.#blank)
    for (const [name, number] of Object.entries({had, all: steps.length, self})) {
      find(this.#form, `[data-number="${name}"]`).textContent = String(number)
    }
    this.#say(had === steps.length ? 'full' : 'done')
  }

  /** @param {number} count */
  #showLines(count) {
    this.#trainer.showSteps(count)
    for (const id of this.#trainer.steps.slice(0, count)) {
      const {fate} = this.#blank.lines[id] ?? {fate: 'shown'}
      if (fate !== 'judge') this.#trainer.step(id).dataset.mark = fate === 'right' || fate === 'had' ? 'right' : 'wrong'
    }
  }

  /** @param {{asking?: boolean, judging?: boolean, next?: boolean, then?: boolean}} parts */
  #showParts({asking = false, judging = false, next = false, then = false}) {
    find(this.#form, '[data-asking]').hidden = !asking
    find(this.#form, '[data-judging]').hidden = !judging
    find(this.#form, '[data-next]').hidden = !next
    find(this.#form, '[data-then]').hidden = !then
    find(this.#form, '[data-score]').hidden = !then
  }

  /** @param {string} says  `mistake 0`, where it has a name. */
  #showMistake(says) {
    for (const list of findAll(this.#asked, '[data-mistakes]')) {
      list.hidden = !says.startsWith('mistake')
      showOnly(list, 'data-says', says)
    }
  }

  /** @param {string} result */
  #say(result) {
    sayAnew(this.#form, 'data-result', result)
  }
}

/**
 * What a typed line is: right, wrong, unread, or a mistake that has a name.
 *
 * @param {string} text
 * @param {any} key
 * @returns {Promise<string>}
 */
async function markLine(text, key) {
  try {
    const {markEquation} = await import('../core/equation/index.js')
    const marks = markEquation({typed: [text]}, key)
    if (marks.unread) return 'unread'
    return marks.score >= 1 ? 'right' : (marks.says.find(each => each.startsWith('mistake')) ?? 'wrong')
  } catch (error) {
    if (`${error}`.includes('Inconsistent:')) throw error
    return 'unread' // the engine did not load; its field says so
  }
}

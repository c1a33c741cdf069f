import {elapsedText} from '../core/format.js'
import {reduceHistory} from '../core/history.js'
import {sharedStore} from '../store/shared.js'
import {find, findAll, languageOf, showOnly} from './dom.js'

/** @typedef {import('../core/history.js').Drill} Drill */

const MAX_LEVEL = 4

/**
 * The drills of this browser, newest first.
 *
 * @attr ready  They are shown; until then the room of the words for none is kept.
 */
export class DrillHistoryElement extends HTMLElement {
  async connectedCallback() {
    const store = await sharedStore()
    const draw = async () => this.#draw(reduceHistory(await store.events()).drills)
    store.addEventListener('change', event => {
      if (!('draft' in /** @type {CustomEvent} */ (event).detail)) void draw()
    })
    await draw()
    this.toggleAttribute('ready', true)
  }

  /** @param {Drill[]} drills */
  #draw(drills) {
    const ended = drills.filter(drill => drill.endedAt !== null)
    const list = find(this, '[data-list]')
    list.replaceChildren(...ended.map(drill => this.#row(drill)))
    list.hidden = ended.length === 0
    find(this, '[data-none]').hidden = ended.length > 0
  }

  /** @param {Drill} drill */
  #row(drill) {
    const template = /** @type {HTMLTemplateElement} */ (find(this, ':scope > template'))
    const row = /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true))
    const name = /** @type {HTMLElement | null} */ (this.querySelector(`[data-name="${CSS.escape(drill.paper)}"]`))
    find(row, '[data-paper]').textContent = name?.textContent ?? drill.paper
    const time = /** @type {HTMLTimeElement} */ (find(row, 'time'))
    time.dateTime = new Date(drill.at).toISOString()
    time.textContent = new Date(drill.at).toLocaleString(languageOf(this), {dateStyle: 'medium', timeStyle: 'short'})
    for (const phase of findAll(row, '[data-phase]')) {
      const id = phase.dataset.phase ?? ''
      find(phase, '[data-words]').textContent = drill.words[id] || '—'
      const spent = drill.spentMs[id]
      find(phase, '[data-spent]').textContent = spent === undefined ? '' : elapsedText(spent)
    }
    showOnly(row, 'data-outcome', drill.outcome)
    this.#score(row, drill)
    this.#listAnswers(row, drill, name?.dataset.page ?? '')
    return row
  }

  /**
   * What was answered, each with a link to its question.
   *
   * @param {HTMLElement} row
   * @param {Drill} drill
   * @param {string} page
   */
  #listAnswers(row, {answers}, page) {
    const template = /** @type {HTMLTemplateElement} */ (find(row, 'template'))
    find(row, '[data-answer-list]').append(
      ...answers.map(({item, text, outcome}) => {
        const entry = /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true))
        // Half a character, as a cut text may hold, has no form in an address.
        const whole = item.replace(/\p{Surrogate}/gu, '\ufffd')
        find(entry, 'a').setAttribute('href', `${page}#${encodeURIComponent(whole)}`)
        showOnly(entry, 'data-outcome-of', outcome)
        find(entry, 'p').textContent = text
        return entry
      }),
    )
  }

  /**
   * @param {HTMLElement} row
   * @param {Drill} drill
   */
  #score(row, {rubric, answers}) {
    const scores = Object.values(rubric?.scores ?? {})
    const sum = scores.reduce((total, score) => total + score, 0)
    find(row, '[data-score]').textContent = scores.length > 0 ? `${sum} / ${scores.length * MAX_LEVEL}` : ''
    find(row, '[data-rubric-title]').hidden = scores.length === 0
    for (const criterion of findAll(row, '[data-criterion]')) {
      const score = rubric?.scores[criterion.dataset.criterion ?? '']
      criterion.hidden = score === undefined
      find(criterion, '[data-level]').textContent = score === undefined ? '' : `${score} / ${MAX_LEVEL}`
    }
    const note = find(row, '[data-note]')
    note.hidden = !rubric?.note
    find(note, 'span').textContent = rubric?.note ?? ''
    const remembered = answers.filter(({outcome}) => outcome === 'remembered').length
    find(row, '[data-answers-label]').hidden = answers.length === 0
    find(row, '[data-answers]').textContent = answers.length > 0 ? `${remembered} / ${answers.length}` : ''
  }
}

import {sharedStore} from '../store/shared.js'
import {find, findAll, sayAnew, showOnly} from './dom.js'

/**
 * One question with its choices. Without a script the reader opens the explanation; with it, the choice is checked
 * first.
 *
 * @attr id  The permanent id, under which the answer is kept.
 */
export class QuizItemElement extends HTMLElement {
  #checked = ''

  connectedCallback() {
    this.toggleAttribute('ready', true)
    for (const control of findAll(this, 'input, button')) control.hidden = false
    this.addEventListener('submit', this)
    this.addEventListener('reset', () => this.#clear())
  }

  /** @param {SubmitEvent} event */
  async handleEvent(event) {
    event.preventDefault()
    const form = /** @type {HTMLFormElement} */ (event.target)
    const chosen = new FormData(form).getAll(this.id).map(Number).sort((a, b) => a - b)
    if (chosen.length === 0) return sayAnew(this, 'data-result', 'empty')
    const reasons = findAll(this, '[data-choice]')
    const wanted = reasons.filter(each => 'right' in each.dataset).map(each => Number(each.dataset.choice))
    const right = chosen.length === wanted.length && wanted.every(each => chosen.includes(each))
    for (const reason of reasons) reason.classList.toggle('is-chosen', chosen.includes(Number(reason.dataset.choice)))
    sayAnew(this, 'data-result', right ? 'right' : 'wrong')
    find(this, 'details').toggleAttribute('open', true)
    if (this.#checked === chosen.join()) return // the same answer once more is no new one
    this.#checked = chosen.join()
    const store = await sharedStore()
    await store.append('question-answered', this.id, {chosen, right})
  }

  #clear() {
    this.#checked = ''
    showOnly(this, 'data-result', null)
    for (const reason of findAll(this, '.is-chosen')) reason.classList.remove('is-chosen')
    find(this, 'details').removeAttribute('open')
  }
}

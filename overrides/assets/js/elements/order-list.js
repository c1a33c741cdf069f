import {find, findAll, sayAnew} from './dom.js'

/**
 * Steps to bring into an order, by buttons and by keys; what belongs nowhere is left out.
 *
 * Alt with an arrow moves the step that has the focus. The order stands in the form as hidden fields named `order`.
 *
 * @fires order-change  The order is another one; bubbles.
 */
export class OrderListElement extends HTMLElement {
  /** @type {HTMLElement[]} As the page gave them. */
  #steps = []

  connectedCallback() {
    this.#steps = findAll(this, '[data-step]')
    for (const step of this.#steps) {
      const field = document.createElement('input')
      Object.assign(field, {type: 'hidden', name: 'order', value: step.dataset.step})
      step.append(field)
    }
    this.addEventListener('click', event => this.#press(event))
    this.addEventListener('keydown', event => this.#moveByKey(event))
    this.addEventListener('order-reset', () => this.#arrange(this.#steps.map(({dataset}) => dataset.step ?? '')))
    this.addEventListener('order-restore', event => this.#arrange(/** @type {CustomEvent} */ (event).detail))
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest('[data-move]')
    if (button) this.#move(button, button.getAttribute('data-move') ?? '')
  }

  /** @param {KeyboardEvent} event */
  #moveByKey(event) {
    const move = event.altKey ? {ArrowUp: 'up', ArrowDown: 'down'}[event.key] : undefined
    const within = /** @type {HTMLElement} */ (event.target).closest('[data-step]')
    if (!move || !within) return
    event.preventDefault()
    this.#move(find(within, `[data-move="${move}"]`), move)
  }

  /**
   * @param {Element} button  It keeps the focus.
   * @param {string} how
   */
  #move(button, how) {
    const step = /** @type {HTMLElement} */ (button.closest('[data-step]'))
    const inside = step.parentElement?.localName === 'ol'
    if (how === 'out' || !inside) this.#place(step, inside ? 'ul' : 'ol')
    else if (how === 'up') step.previousElementSibling?.before(step)
    else step.nextElementSibling?.after(step)
    const left = step.parentElement?.localName === 'ul'
    find(this, '[data-place]').textContent = left ? '' : String([...find(this, 'ol').children].indexOf(step) + 1)
    sayAnew(this, 'data-said', left ? 'left-out' : 'moved')
    this.#showLeft()
    if (button instanceof HTMLElement) button.focus()
    this.dispatchEvent(new CustomEvent('order-change', {bubbles: true}))
  }

  /**
   * @param {HTMLElement} step
   * @param {'ol' | 'ul'} list
   */
  #place(step, list) {
    find(this, list).append(step)
    Object.assign(find(step, 'input'), {disabled: list === 'ul'})
  }

  /** @param {unknown} ids  From the first to the last; the rest is left out. */
  #arrange(ids) {
    if (!Array.isArray(ids)) return
    for (const step of this.#steps) this.#place(step, ids.includes(step.dataset.step) ? 'ol' : 'ul')
    for (const id of ids) {
      const step = this.#steps.find(({dataset}) => dataset.step === id)
      if (step) find(this, 'ol').append(step)
    }
    this.#showLeft()
  }

  #showLeft() {
    const out = find(this, 'ul')
    out.hidden = out.children.length === 0
    find(this, '[data-out-title]').hidden = out.hidden
  }
}

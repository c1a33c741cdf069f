import {find, findAll, showOnly} from './dom.js'

/**
 * @typedef {typeof import('../core/equation/index.js')} Engine
 * @typedef {import('../core/equation/mathml.js').Description} Description
 */

const PAUSE_MS = 200
/** So much of the text stands on either side of the caret. */
const AROUND = 24

/**
 * A field for an equation. Without a script it takes a line of text; with it, what was typed is shown as it was read,
 * or where it could not be read, and why, in words that the page holds.
 */
export class EquationFieldElement extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause
  /** What is shown already, so that the same words are spoken once. */
  #shown = ''

  connectedCallback() {
    this.addEventListener('input', this)
    this.closest('form')?.addEventListener('reset', this)
  }

  disconnectedCallback() {
    clearTimeout(this.#pause)
  }

  handleEvent() {
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => this.#readBack(), PAUSE_MS)
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (find(this, 'input[name="typed"]'))
  }

  get #symbols() {
    const data = this.closest('quiz-item, [data-equation]')?.querySelector('script[data-key]')?.textContent
    return data ? /** @type {import('../core/equation/mark.js').EquationKey} */ (JSON.parse(data)).symbols : []
  }

  async #readBack() {
    /** @type {Engine} */
    let engine
    try {
      engine = await import('../core/equation/index.js')
    } catch {
      return this.#tell('unloaded') // offline or blocked: the text stays, and is tried again with the next letter
    }
    const text = this.#input.value
    const reading = engine.readEquation(text, this.#symbols)
    if ('tree' in reading) return this.#echo(engine.describe(reading.tree))
    if (reading.error === 'empty') return this.#tell('')
    this.#tell(reading.error, caretLine(text, reading.at), reading.name)
  }

  /** @param {Description} description */
  #echo(description) {
    this.#tell('')
    find(this, '[data-echo]').replaceChildren(built(description))
    find(this, '.equation-field__echo').hidden = false
  }

  /** @param {string} fault  Empty where there is none. @param {string} [caret] @param {string} [name] */
  #tell(fault, caret = '', name = '') {
    find(this, '.equation-field__echo').hidden = true
    find(this, '[data-caret]').textContent = caret
    find(this, '.equation-field__caret').hidden = !caret
    const said = `${fault} ${name}`
    if (said === this.#shown) return
    this.#shown = said
    for (const place of findAll(this, '[data-unread] [data-name]')) place.textContent = name
    showOnly(this, 'data-unread', fault)
  }
}

/** @param {Description} description @returns {Element} */
function built({tag, text = '', children = []}) {
  const element = document.createElementNS('http://www.w3.org/1998/Math/MathML', tag)
  element.append(text, ...children.map(built))
  return element
}

/**
 * The text around a place, and a caret under it.
 *
 * @param {string} text
 * @param {number} at
 */
function caretLine(text, at) {
  const before = [...text.slice(0, at)]
  const after = [...text.slice(at)]
  const left = before.length > AROUND ? ['…', ...before.slice(-AROUND)] : before
  const right = after.length > AROUND ? [...after.slice(0, AROUND), '…'] : after
  return `${left.join('')}${right.join('')}\n${' '.repeat(left.length)}^`
}

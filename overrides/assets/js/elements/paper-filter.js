import {folded, holds, wordsOf} from '../core/find.js'
import {showCount} from './count.js'
import {find, findAll} from './dom.js'
import {targetOf} from './place.js'

/** Longer than between two letters of a word: then the number is said, and the address kept. */
const PAUSE_MS = 400

/** @typedef {{row: HTMLElement, text: string, topics: string[], year: string}} Entry */

/** A list of papers that shows those asked for, by words, topic and year; the address holds what was asked. */
export class PaperFilterElement extends HTMLElement {
  /** @type {Entry[]} */
  #entries = []
  #pause = 0

  connectedCallback() {
    this.#entries = findAll(this, 'li[data-find]').map(entryOf)
    this.#read()
    this.#form.hidden = false
    this.#show()
    this.#tell()
    this.addEventListener('input', this)
    this.addEventListener('submit', this)
    this.addEventListener('reset', this)
    addEventListener('hashchange', this)
  }

  disconnectedCallback() {
    removeEventListener('hashchange', this)
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === 'hashchange') return this.#reveal()
    if (event.type !== 'input') event.preventDefault()
    if (event.type === 'reset') this.#clear()
    this.#show()
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => this.#keep(), PAUSE_MS)
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (find(this, 'form'))
  }

  /** The fields: `find`, `topic` and `year`, in the address too. */
  get #fields() {
    return /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ (findAll(this.#form, '[name]'))
  }

  #read() {
    const asked = new URLSearchParams(location.search)
    for (const field of this.#fields) {
      field.value = asked.get(field.name) ?? ''
      if (field instanceof HTMLSelectElement && field.selectedIndex === -1) field.value = '' // no such topic or year here
    }
  }

  #show() {
    const {find: query = '', topic = '', year = ''} = Object.fromEntries(this.#fields.map(({name, value}) => [name, value]))
    const words = wordsOf(query)
    for (const {row, text, topics, year: its} of this.#entries) {
      const hidden = !holds(text, words) || (topic !== '' && !topics.includes(topic)) || (year !== '' && its !== year)
      if (row.hidden !== hidden) row.hidden = hidden
    }
    for (const group of findAll(this, '[data-group]')) {
      group.hidden = !group.querySelector('li:not([hidden])')
      find(group, '[id]').hidden = topic !== '' // a paper may stand under another topic of its own
    }
    find(this, '[type="reset"]').hidden = this.#fields.every(({value}) => value === '')
  }

  #tell() {
    showCount(this.#form, this.#entries.filter(({row}) => !row.hidden).length)
  }

  #keep() {
    this.#tell()
    const url = new URL(location.href)
    for (const {name, value} of this.#fields) {
      if (value.trim() === '') url.searchParams.delete(name)
      else url.searchParams.set(name, value.trim())
    }
    history.replaceState(history.state, '', url)
  }

  #clear() {
    for (const field of this.#fields) field.value = ''
    find(this, '[name="find"]').focus() // the button goes
  }

  /** A link to a topic that is filtered out shows everything again. */
  #reveal() {
    const target = targetOf(location.hash)
    if (!target?.closest('[hidden]') || !this.contains(target)) return
    this.#clear()
    this.#show()
    this.#keep()
    target.scrollIntoView()
  }
}

/**
 * @param {HTMLElement} row
 * @returns {Entry}
 */
function entryOf(row) {
  const {topics = '', year = '', find: rest = ''} = row.dataset
  const shown = [row.querySelector('a'), row.querySelector('.papers__when')].map(each => each?.textContent ?? '')
  return {row, text: folded([...shown, rest].join(' ')), topics: topics.split(' '), year}
}

import {isEvent} from '../core/events.js'
import {isRecord} from '../core/plain.js'
import {isDraft} from './memory.js'

/**
 * @typedef {import('../core/events.js').Event} Event
 * @typedef {import('./memory.js').Draft} Draft
 * @typedef {import('./memory.js').Damaged} Damaged
 * @typedef {import('./memory.js').Memory} Memory
 */

/**
 * What a page had not yet stored when it was left. Browsers abort the transactions of a page that
 * goes away, so the last letters would be lost; `localStorage` is written while the page waits.
 */
export class Journal {
  #prefix
  #aside
  #key
  #written = false
  /** @type {string[]} Of pages before this one, whose records this one has taken over. */
  #taken = []

  /** @param {string} name */
  constructor(name) {
    this.#prefix = `${name} unsaved `
    this.#aside = `${name} damaged `
    this.#key = this.#prefix + crypto.randomUUID()
  }

  /**
   * What pages before this one have left. It stays there until it is stored; a text that is not
   * wholly as it should be is kept beside it, under another name.
   */
  read() {
    /** @type {{events: Event[], drafts: Draft[], damaged: Damaged[]}} */
    const left = {events: [], drafts: [], damaged: []}
    try {
      this.#taken = Object.keys(localStorage).filter(key => key.startsWith(this.#prefix))
      for (const key of this.#taken) {
        const text = localStorage.getItem(key)
        const {events, drafts, whole} = parse(text)
        left.events.push(...events)
        left.drafts.push(...drafts)
        if (whole) continue
        left.damaged.push({from: 'events', key, at: Date.now(), record: text})
        localStorage.setItem(this.#aside + key.slice(this.#prefix.length), text ?? '')
      }
    } catch {
      // Forbidden along with the rest: then nothing was left either.
    }
    return left
  }

  /** @param {Memory} memory */
  write(memory) {
    try {
      localStorage.setItem(this.#key, JSON.stringify({events: memory.events(), drafts: memory.drafts()}))
      this.#written = true
      this.#remove(this.#taken)
    } catch {
      // Forbidden, or too much for it: the database may still have the time.
    }
  }

  /** All is stored. */
  clear() {
    this.#remove(this.#written ? [this.#key, ...this.#taken] : this.#taken)
    this.#written = false
  }

  /** Nothing of it is wanted any more, what was set aside included. */
  wipe() {
    this.clear()
    try {
      this.#remove(Object.keys(localStorage).filter(key => key.startsWith(this.#aside)))
    } catch {
      // As above.
    }
  }

  /** @param {string[]} keys */
  #remove(keys) {
    try {
      for (const key of keys) localStorage.removeItem(key)
    } catch {
      // As above.
    }
    this.#taken = []
  }
}

/**
 * @param {string | null} text
 * @returns {{events: Event[], drafts: Draft[], whole: boolean}}
 */
function parse(text) {
  try {
    const left = JSON.parse(text ?? '')
    if (isRecord(left) && Array.isArray(left.events) && Array.isArray(left.drafts)) {
      const events = left.events.filter(isEvent)
      const drafts = left.drafts.filter(isDraft)
      return {events, drafts, whole: events.length + drafts.length === left.events.length + left.drafts.length}
    }
  } catch {
    // Not ours, or cut short.
  }
  return {events: [], drafts: [], whole: false}
}

import {createEvent, isEvent, union} from '../core/events.js'
import {isPlain, isRecord} from '../core/plain.js'
import {holdLock, openChannel} from './channel.js'
import {Mint} from './mint.js'
import {Persistence} from './persistence.js'
import {Shelf} from './shelf.js'

/**
 * @typedef {import('../core/events.js').Event} Event
 * @typedef {import('./channel.js').Hold} Hold
 * @typedef {import('./memory.js').Draft} Draft
 * @typedef {import('./memory.js').Damaged} Damaged
 *
 * @typedef {object} State
 * @property {'saved' | 'memory'} kind  Whether what is kept outlives the page.
 * @property {import('./shelf.js').Trouble | null} trouble
 * @property {boolean} persisted  Whether the browser has promised not to throw it away for room.
 * @property {number} unsaved  Events and drafts that are in memory alone.
 *
 * @typedef {{events: Event[]} | {draft: string} | {all: true}} Change  `all`: read everything again.
 */

/** Drafts are gathered for so long before they are written. */
const DRAFT_MS = 250
/** Of more events than this, other tabs are told to read them. */
const MAX_TOLD = 200

/**
 * Opens what this site keeps in the browser. Never rejects: what cannot be stored is held in
 * memory, and `state` says so.
 *
 * @param {{name?: string}} [options]
 * @returns {Promise<Store>}
 */
export async function openStore({name = 'paper-drill'} = {}) {
  const store = new Store(name)
  await store.connect()
  return store
}

/**
 * The event log and the drafts, shared by all tabs.
 *
 * @fires change  `detail` is a `Change`: after an append or merge here, and any change in another tab.
 * @fires trouble  `detail` is the `State`, whenever its kind, trouble or promise has changed.
 */
export class Store extends EventTarget {
  #name
  #shelf
  #persistence
  #channel
  #mint = new Mint()
  /** @type {Promise<Event[]> | null} The log as far as it is known; null when it is to be read. */
  #log = null
  /** @type {Promise<Draft[]> | null} The drafts while they are being read. */
  #drafts = null
  #told = ''
  #draftTimer = 0
  #listeners = new AbortController()

  /** @param {string} name */
  constructor(name) {
    super()
    this.#name = name
    this.#channel = openChannel(name, message => this.#hear(message))
    this.#shelf = new Shelf(name, {
      onState: () => this.#tellState(),
      onGone: () => this.#readAgain(),
      onDraft: key => this.#channel.post({draft: key}),
    })
    this.#persistence = new Persistence(this.#shelf, () => this.#tellState())
    const {signal} = this.#listeners
    document.addEventListener('visibilitychange', () => document.hidden && this.#leave(), {signal})
    addEventListener('pagehide', () => this.#leave(), {signal})
    // A page out of the back/forward cache has not heard the other tabs.
    addEventListener('pageshow', ({persisted}) => persisted && this.#readAgain(), {signal})
  }

  /** @returns {State} */
  get state() {
    const {trouble, damagedFound, unsaved} = this.#shelf
    return {
      kind: trouble ? 'memory' : 'saved',
      trouble: trouble ?? (damagedFound ? 'damaged' : null),
      persisted: this.#persistence.granted,
      unsaved,
    }
  }

  /** Waits for the database, within reason; `openStore` calls it. */
  async connect() {
    await Promise.all([this.#shelf.connect(), this.#persistence.look()])
  }

  /**
   * Writes down what happened. Resolves when it is stored, or known to be in memory alone.
   *
   * @param {string} type  One of `EVENT_TYPES`.
   * @param {string} subject
   * @param {object} data
   * @returns {Promise<Event>}
   */
  async append(type, subject, data) {
    const event = createEvent(type, subject, data, this.#mint.next(Date.now()))
    await this.#enter([event])
    void this.#persistence.askOnce(Date.now())
    return event
  }

  /**
   * The whole log, in order.
   *
   * @returns {Promise<Event[]>}
   */
  async events() {
    this.#log ??= this.#shelf.events()
    const events = await this.#log
    this.#mint.follow(events.at(-1)?.at ?? 0, Date.now())
    return [...events]
  }

  /**
   * Adds the events of another log. What is here stays as it is.
   *
   * @param {readonly unknown[]} events
   * @returns {Promise<{added: number}>}
   */
  async merge(events) {
    const known = new Set((await this.events()).map(({id}) => id))
    const fresh = union(events.filter(isEvent), []).filter(({id}) => !known.has(id))
    if (fresh.length > 0) await this.#enter(fresh)
    return {added: fresh.length}
  }

  /**
   * Keeps what is being typed or running; written within 300 ms, and at once when the page is left.
   *
   * @param {string} key
   * @param {unknown} value  What JSON can hold.
   */
  saveDraft(key, value) {
    if (!isPlain(value)) throw new TypeError(`Inconsistent: the draft ${key} is not plain`)
    this.#drafts = null
    this.#shelf.holdDraft({key, at: Date.now(), value: structuredClone(value)})
    // A hidden page may be frozen, or thrown away, before a timer comes round.
    if (document.hidden) this.#leave()
    else this.#draftTimer ||= setTimeout(() => this.flush(), DRAFT_MS)
  }

  /**
   * @param {string} key
   * @returns {Promise<unknown>}  Undefined when there is none.
   */
  async readDraft(key) {
    // Fifty questions of a page ask at once.
    this.#drafts ??= this.drafts().finally(() => (this.#drafts = null))
    return (await this.#drafts).find(draft => draft.key === key)?.value
  }

  /** @param {string} key */
  async removeDraft(key) {
    this.#drafts = null
    this.#shelf.holdDraft({key, at: Date.now()})
    await this.flush()
  }

  /**
   * Every draft, the newest first.
   *
   * @returns {Promise<Draft[]>}
   */
  async drafts() {
    return (await this.#shelf.drafts()).sort((a, b) => b.at - a.at)
  }

  /** Writes everything that is in memory alone. Done by itself when the page is hidden or left. */
  async flush() {
    clearTimeout(this.#draftTimer)
    this.#draftTimer = 0
    await this.#shelf.flush()
  }

  /**
   * Every record that was set aside, now or before.
   *
   * @returns {Promise<Damaged[]>}
   */
  async damaged() {
    this.#log = null
    await Promise.all([this.events(), this.drafts()])
    return this.#shelf.damaged()
  }

  /** Asks the browser not to throw the database away for room; whether it promises. */
  persist() {
    return this.#persistence.ask()
  }

  /**
   * Holds something that one tab at a time may, if no other does.
   *
   * @param {string} name
   * @param {() => void} [onLost]  Called when another tab takes it; what was typed is being written then.
   * @returns {Promise<Hold>}
   */
  hold(name, onLost = () => {}) {
    return this.#lock(name, onLost, false)
  }

  /**
   * Takes it from whichever tab holds it.
   *
   * @param {string} name
   * @param {() => void} [onLost]
   * @returns {Promise<Hold>}
   */
  take(name, onLost = () => {}) {
    return this.#lock(name, onLost, true)
  }

  /** Empties the log, the drafts and what was set aside, in all tabs. */
  async clear() {
    await this.#shelf.clear()
    this.#channel.post({all: true})
    this.#readAgain()
  }

  /** Writes what is left and lets go of everything. */
  async close() {
    this.#listeners.abort()
    clearTimeout(this.#draftTimer)
    await this.#shelf.close()
    this.#channel.close()
  }

  #leave() {
    clearTimeout(this.#draftTimer)
    this.#draftTimer = 0
    void this.#shelf.leave()
  }

  /** @param {Event[]} events  In order. */
  async #enter(events) {
    this.#learn(events)
    await this.#shelf.putEvents(events)
    this.#channel.post(events.length > MAX_TOLD ? {all: true} : {events})
    this.#tell('change', {events})
  }

  /** @param {Event[]} events */
  #learn(events) {
    this.#log &&= this.#log.then(log => union(log, events))
  }

  /** @param {unknown} message  From another tab, perhaps of another version of this page. */
  #hear(message) {
    if (!isRecord(message)) return
    const {events, draft} = message
    this.#drafts = null
    if (Array.isArray(events) && events.every(isEvent)) {
      this.#learn(events)
      this.#tell('change', {events})
    } else if (typeof draft === 'string') this.#tell('change', {draft})
    else this.#readAgain()
  }

  #readAgain() {
    this.#log = null
    this.#tell('change', {all: true})
  }

  /** @param {'change' | 'trouble'} type @param {Change | State} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail}))
  }

  #tellState() {
    const {kind, trouble, persisted} = this.state
    const told = [kind, trouble, persisted].join()
    if (told === this.#told) return
    this.#told = told
    this.#tell('trouble', this.state)
  }

  /** @param {string} name @param {() => void} onLost @param {boolean} steal */
  #lock(name, onLost, steal) {
    const lose = () => {
      void this.flush()
      onLost()
    }
    return holdLock(`${this.#name} ${name}`, {steal, onLost: lose})
  }
}

import {isEvent, union} from '../core/events.js'
import {Database, isFull, keyOf} from './database.js'
import {Journal} from './journal.js'
import {Memory, isDraft} from './memory.js'

/**
 * @typedef {import('../core/events.js').Event} Event
 * @typedef {import('./memory.js').Draft} Draft
 * @typedef {import('./memory.js').Damaged} Damaged
 *
 * @typedef {'refused' | 'full' | 'blocked' | 'damaged'} Trouble  `blocked`: the database does not
 *   answer; `damaged`: some records were set aside.
 *
 * @typedef {object} Hooks
 * @property {() => void} onState  `trouble` may have changed.
 * @property {() => void} onGone  What was read may be out of date.
 * @property {(key: string) => void} onDraft  A draft is in the database.
 */

/** A database that has not opened by then may still do so later. */
const PATIENCE_MS = 2000
/** When to try again what could not be written. */
const RETRY_MS = 5000

/** The memory over the database: what cannot be written now waits, and is read with the rest. */
export class Shelf {
  #memory = new Memory()
  #database
  #journal
  /** What pages before this one had not stored. */
  #left
  #hooks
  #open = false
  #reaching = false
  /** @type {Exclude<Trouble, 'damaged'> | null} */
  #trouble = 'blocked'
  #damagedFound = false
  /** @type {Map<Event | Draft, Promise<void>>} What is on its way to the database. */
  #writes = new Map()
  #retryTimer = 0

  /** @param {string} name @param {Hooks} hooks */
  constructor(name, hooks) {
    this.#hooks = hooks
    this.#database = new Database(name, hooks.onGone)
    this.#journal = new Journal(name)
    this.#left = this.#journal.read()
    this.#memory.putEvents(this.#left.events)
    for (const draft of this.#left.drafts) this.#memory.putDraft(draft)
    this.#memory.putDamaged(this.#left.damaged)
    this.#damagedFound = this.#left.damaged.length > 0
  }

  /** Null means that everything is stored. */
  get trouble() {
    return this.#trouble
  }

  get damagedFound() {
    return this.#damagedFound
  }

  get unsaved() {
    return this.#memory.size
  }

  /** Waits for the database, within reason. Where it comes later, what was held is written then. */
  async connect() {
    await Promise.race([this.#reach(), new Promise(resolve => setTimeout(resolve, PATIENCE_MS))])
  }

  /** @param {readonly Event[]} events */
  async putEvents(events) {
    this.#memory.putEvents(events)
    await this.flush()
  }

  /** @param {Draft} draft */
  holdDraft(draft) {
    this.#memory.putDraft(draft)
  }

  /** @returns {Promise<Event[]>} */
  async events() {
    // Before and after: what is held may reach the database while it is being read.
    const held = this.#memory.events()
    const stored = await this.#readGood('events', isEvent)
    return union(stored, [...held, ...this.#memory.events()])
  }

  /** @returns {Promise<Draft[]>} */
  async drafts() {
    const held = this.#memory.drafts()
    const stored = await this.#readGood('drafts', isDraft)
    const drafts = new Map([...stored, ...held, ...this.#memory.drafts()].map(draft => [draft.key, draft]))
    return [...drafts.values()].filter(({value}) => value !== undefined)
  }

  /** Writes everything that is held. Starts at once: a page that is being left has no later. */
  async flush() {
    if (!this.#open && !(await this.#reach())) return
    const written = await Promise.allSettled([
      this.#write(this.#memory.events(), async events => {
        await this.#database.putEvents(events)
        this.#memory.forgetEvents(events)
      }),
      this.#write(this.#memory.drafts(), async drafts => {
        await this.#database.putDrafts(drafts)
        this.#memory.forgetDrafts(drafts)
        for (const {key} of drafts) this.#hooks.onDraft(key)
      }),
    ])
    const failed = written.find(outcome => outcome.status === 'rejected')
    this.#report(failed ? failed.reason : null)
    if (this.#memory.size === 0) this.#journal.clear()
  }

  /** The page is hidden or left: writes where it can be done at once, then where it belongs. */
  async leave() {
    if (this.#memory.size > 0) this.#journal.write(this.#memory)
    await this.flush()
  }

  /** @returns {Promise<Damaged[]>} */
  async damaged() {
    const stored = this.#open ? await this.#database.damaged().catch(() => []) : []
    return [...stored, ...this.#memory.damaged()]
  }

  async clear() {
    this.#memory.clear()
    this.#journal.wipe()
    this.#damagedFound = false
    if (this.#open) await this.#database.clear().catch(error => this.#report(error))
  }

  /** @param {string} key @returns {Promise<unknown>} */
  async note(key) {
    return this.#open ? this.#database.note(key) : undefined
  }

  /** @param {string} key @param {unknown} value */
  async putNote(key, value) {
    if (this.#open) await this.#database.putNote(key, value)
  }

  async close() {
    await this.flush()
    clearTimeout(this.#retryTimer)
    await this.#database.close()
  }

  /** Opens the database unless a try to is under way; whether it is open. */
  async #reach() {
    if (this.#reaching) return false
    this.#reaching = true
    try {
      await this.#database.connect()
    } catch (error) {
      this.#report(error)
      return false
    } finally {
      this.#reaching = false
    }
    this.#open = true
    this.#report(null)
    if (this.#memory.size > 0) {
      await this.#forgetStale()
      await this.flush()
    }
    this.#hooks.onGone()
    return true
  }

  /** Drafts that were left behind may have been stored after all, or written anew in another tab. */
  async #forgetStale() {
    const {drafts} = this.#left
    if (drafts.length === 0) return
    const storedAt = new Map((await this.#readGood('drafts', isDraft)).map(({key, at}) => [key, at]))
    this.#memory.forgetDrafts(drafts.filter(({key, at}) => (storedAt.get(key) ?? -Infinity) >= at))
  }

  /**
   * Writes records, but for those that are being written already; resolves when all are.
   *
   * @template {Event | Draft} T
   * @param {T[]} records
   * @param {(records: T[]) => Promise<void>} put
   */
  async #write(records, put) {
    const fresh = records.filter(record => !this.#writes.has(record))
    if (fresh.length > 0) {
      const write = put(fresh).finally(() => { for (const record of fresh) this.#writes.delete(record) })
      for (const record of fresh) this.#writes.set(record, write)
    }
    await Promise.all(new Set(records.map(record => this.#writes.get(record))))
  }

  /**
   * What the database holds, less what is not as it should be: that is set aside.
   *
   * @template T
   * @param {'events' | 'drafts'} from
   * @param {(record: unknown) => record is T} isGood
   * @returns {Promise<T[]>}
   */
  async #readGood(from, isGood) {
    if (!this.#open) return []
    try {
      const {records, unreadable} = await this.#database.read(from)
      const at = Date.now()
      const spoilt = records.filter(record => !isGood(record))
      const bad = spoilt.map(record => ({from, key: keyOf(from, record), at, record}))
      this.#memory.putDamaged(unreadable.map(key => ({from, key, at})))
      if (bad.length > 0) await this.#database.setAside(bad).catch(() => this.#memory.putDamaged(bad))
      if (bad.length + unreadable.length > 0) this.#damagedFound = true
      this.#hooks.onState()
      return records.filter(isGood)
    } catch (error) {
      this.#report(error)
      return []
    }
  }

  /** @param {unknown} error  Null where all went well. */
  #report(error) {
    clearTimeout(this.#retryTimer)
    this.#trouble = error === null ? null : isFull(error) ? 'full' : 'refused'
    if (error !== null && this.#memory.size > 0) this.#retryTimer = setTimeout(() => this.flush(), RETRY_MS)
    this.#hooks.onState()
  }
}

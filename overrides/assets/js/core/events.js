import {isUuid, uuid7} from './ids.js'
import {isPlain, isRecord} from './plain.js'

/**
 * One thing that happened. The log of them is all that is kept; what is shown is worked out from it.
 *
 * @typedef {object} Event
 * @property {string} id  A UUIDv7, unique on all devices.
 * @property {number} at  UTC milliseconds.
 * @property {string} type  One of `EVENT_TYPES`, or one that a newer version knows.
 * @property {string} subject  The id of the paper, item or round that it is about.
 * @property {Record<string, unknown>} data
 * @property {number} v  The version of the shape of `data`.
 */

/** What each type says; its `data` in braces. `drill` is the id of the drill, `of` how many there were. */
export const EVENT_TYPES = Object.freeze({
  'drill-started': 'The clock of a paper was started. {drill, mode: guided | cold, factor, limited}',
  'drill-ended': 'It ran out, was stopped or given up. '
    + '{drill, outcome: finished | stopped | abandoned, words: {phase: text}, spentMs: {phase: ms}}',
  'phase-reviewed': 'What was written in a phase was held against its idea units. {drill, phase, units: [ticked], of}',
  'discussion-started': 'The follow-ups of a drill were put in order. {drill, seed, order: [ids]}',
  'follow-up-answered': 'A follow-up, the subject, was answered and judged. '
    + '{drill, text, seconds, units: [ticked], of, outcome: remembered | forgotten}',
  'follow-up-left': 'The discussion ended with a follow-up, the subject, answered but not judged. {drill, text}',
  'rubric-scored': 'A drill was scored, 1 to 4 for each criterion. {drill, scores: {criterion: 1–4}, note}',
  'card-saved': 'The card of a paper was written or changed. {drill?, claim, equation, weakness, question}',
  'card-skipped': 'A drill ended without its card going into the folder. {drill, claim, equation, weakness, question}',
  'card-removed': 'The card of a paper was taken out of the folder. {}',
  'question-answered': 'A question, the subject, was answered. {answer: {field: [values]}, right, score: 0–1, '
    + 'sure: sure | think | guess, hints, revision, why?}; of older pages: {chosen: [choices], right}',
  'derivation-practised': 'A stage of a derivation, the subject, was gone through to its end. '
    + '{stage: order | fill | blank, score: 0–1, level?: how many lines were hidden, revision}',
})

/** The shape of `data` that this code writes. */
export const VERSION = 1

const MAX_TYPE = 64
const MAX_SUBJECT = 200
/** The latest time that a date can hold. */
const MAX_AT = 8.64e15

/**
 * A new event. Its data is copied, as JSON would write it, so that the caller may go on using it.
 *
 * @param {string} type
 * @param {string} subject
 * @param {object} data
 * @param {{nowMs: number, bytes: Uint8Array}} chance  The time, and ten random bytes for the id.
 * @returns {Event}
 */
export function createEvent(type, subject, data, {nowMs, bytes}) {
  const copy = JSON.parse(JSON.stringify(data))
  const event = {id: uuid7(nowMs, bytes), at: nowMs, type, subject, data: copy, v: VERSION}
  if (!isEvent(event)) throw new TypeError(`Inconsistent: ${type} of ${subject} is no event`)
  return event
}

/**
 * Whether a value has the shape of an event. Unknown types and newer versions have it too: they are kept.
 *
 * @param {unknown} value
 * @returns {value is Event}
 */
export function isEvent(value) {
  if (!isRecord(value)) return false
  const {id, at, type, subject, data, v} = value
  return (
    isUuid(id) &&
    typeof at === 'number' && at >= 0 && at <= MAX_AT &&
    typeof type === 'string' && type !== '' && type.length <= MAX_TYPE &&
    typeof subject === 'string' && subject.length <= MAX_SUBJECT &&
    typeof v === 'number' && Number.isInteger(v) && v >= 1 &&
    isRecord(data) && isPlain(value)
  )
}

/**
 * Every event of both logs once, in order. Where an id stands in both, what `a` says stays: a
 * restore can add to a log and never alter it.
 *
 * @param {Iterable<Event>} a
 * @param {Iterable<Event>} b
 * @returns {Event[]}
 */
export function union(a, b) {
  /** @type {Map<string, Event>} */
  const byId = new Map()
  for (const log of [a, b]) {
    for (const event of log) if (!byId.has(event.id)) byId.set(event.id, event)
  }
  return [...byId.values()].sort(compareEvents)
}

/**
 * The order of a log: by time, then by id.
 *
 * @param {Event} a
 * @param {Event} b
 */
export function compareEvents(a, b) {
  return a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id))
}

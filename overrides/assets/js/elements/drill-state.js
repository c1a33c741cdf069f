import {isClock} from '../core/clock-repair.js'
import {isRecord} from '../core/plain.js'

/**
 * A drill that is under way: what is kept as a draft until it ends in the log.
 *
 * @typedef {object} DrillState
 * @property {string} id
 * @property {'guided' | 'cold'} mode
 * @property {'run' | 'review' | 'discussion' | 'rubric' | 'card' | 'finished'} stage  Never stored as `finished`: then the draft is gone.
 * @property {import('../core/clock.js').Clock} clock
 * @property {number} seenMs  Wall time at which the clock was last looked at.
 * @property {Record<string, string>} words  By phase.
 * @property {Record<string, number[]>} ticks  By phase.
 * @property {Record<string, boolean>} options  sound, notify, awake, keys.
 * @property {Discussion | null} discussion
 * @property {{scores: Record<string, number>, note: string}} rubric
 * @property {Record<string, string> | null} card
 *
 * @typedef {object} Discussion
 * @property {number} seed
 * @property {string[]} order
 * @property {number} at  Which question is being answered.
 * @property {import('../core/clock.js').Clock} clock
 * @property {string} text
 * @property {number[]} ticks
 * @property {boolean} revealed
 */

const STAGES = ['run', 'review', 'discussion', 'rubric', 'card']

/**
 * Whether a draft is one of ours and whole; what is not is left alone.
 *
 * @param {unknown} value
 * @returns {value is DrillState}
 */
export function isDrillState(value) {
  if (!isRecord(value)) return false
  const {id, mode, stage, clock, seenMs, words, ticks, options, discussion, rubric, card} = value
  return (
    typeof id === 'string' &&
    (mode === 'guided' || mode === 'cold') &&
    STAGES.includes(String(stage)) &&
    isClock(clock) &&
    typeof seenMs === 'number' &&
    isRecord(words) && Object.values(words).every(isText) &&
    isRecord(ticks) && Object.values(ticks).every(Array.isArray) &&
    isRecord(options) &&
    isRecord(rubric) &&
    isRecord(rubric.scores) &&
    isText(rubric.note) &&
    (card === undefined || card === null || (isRecord(card) && Object.values(card).every(isText))) &&
    (discussion === null || isDiscussion(discussion))
  )
}

/** @param {unknown} value */
function isDiscussion(value) {
  if (!isRecord(value)) return false
  const {order, at, clock, text, ticks} = value
  return (
    Array.isArray(order) && order.every(isText) &&
    typeof at === 'number' && at in order &&
    Array.isArray(ticks) && isText(text) && isClock(clock)
  )
}

/** @param {unknown} value */
const isText = value => typeof value === 'string'

/**
 * An element tells the drill around it what changed.
 *
 * @param {HTMLElement} element
 * @param {Partial<DrillState>} patch
 */
export function tellChange(element, patch) {
  element.dispatchEvent(new CustomEvent('drill-change', {bubbles: true, detail: patch}))
}

/**
 * An element asks the drill around it to write into the log.
 *
 * @param {HTMLElement} element
 * @param {{type: string, subject?: string, data: object}} entry  Without a subject it is about the paper.
 */
export function tellLog(element, entry) {
  element.dispatchEvent(new CustomEvent('drill-log', {bubbles: true, detail: entry}))
}

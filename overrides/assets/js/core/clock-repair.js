import {FACTORS} from './clock.js'
import {isRecord} from './plain.js'

/** @typedef {import('./clock.js').Clock} Clock */

/** Clocks are put right by less all the time; what is shown is whole seconds. */
const TOLERANCE_MS = 1000

/**
 * Puts right what a system clock that was set back would do, between two looks at it. The
 * monotonic clock says how long it really was, and the anchor moves so that time goes on from
 * there. Where the wall moved further than the monotonic clock the machine slept, and that counts.
 *
 * @param {Clock} clock
 * @param {{wallMs: number, lastWallMs: number, monoMs: number, lastMonoMs: number}} looks
 * @returns {Clock}
 */
export function reanchorClock(clock, {wallMs, lastWallMs, monoMs, lastMonoMs}) {
  const setBackMs = monoMs - lastMonoMs - (wallMs - lastWallMs)
  return clock.running && setBackMs > TOLERANCE_MS ? {...clock, anchorMs: clock.anchorMs - setBackMs} : clock
}

/**
 * Puts right the same for a clock that was stored and read again, where only the wall time at
 * which it was last seen is known. If it is earlier now, the clock goes on from where it was seen:
 * nothing is lost, nothing is gained.
 *
 * @param {Clock} clock
 * @param {number} nowMs
 * @param {number} seenMs
 * @returns {Clock}
 */
export function wakeClock(clock, nowMs, seenMs) {
  const lastMs = Math.max(seenMs, clock.anchorMs)
  return clock.running && nowMs < lastMs ? {...clock, anchorMs: clock.anchorMs + nowMs - lastMs} : clock
}

/**
 * Whether what was stored can be used as a clock.
 *
 * @param {unknown} value
 * @returns {value is Clock}
 */
export function isClock(value) {
  if (!isRecord(value) || !Array.isArray(value.phases)) return false
  const {phases, index, allottedMs, spentMs, anchorMs, running, limited, factor, outcome} = value
  return (
    phases.length > 0 &&
    isRecord(allottedMs) && isRecord(spentMs) &&
    phases.every(
      phase =>
        isRecord(phase) && typeof phase.id === 'string' && isTime(phase.ms) &&
        isTime(allottedMs[phase.id]) && isTime(spentMs[phase.id]),
    ) &&
    isTime(index) && Number.isInteger(index) && index < phases.length &&
    // An anchor may lie before 1970 on a machine whose clock was never set.
    typeof anchorMs === 'number' && isTime(Math.abs(anchorMs)) &&
    typeof running === 'boolean' && typeof limited === 'boolean' &&
    FACTORS.some(each => each === factor) &&
    (outcome === null || outcome === 'finished' || outcome === 'stopped')
  )
}

/**
 * What a date can hold: sums of such times stay numbers that can be shown.
 *
 * @param {unknown} value
 * @returns {value is number}
 */
function isTime(value) {
  return typeof value === 'number' && value >= 0 && value <= 8.64e15
}

import {EMPTY} from './types.js'

/**
 * The reader's words first; then which units they hold, which the reader says.
 *
 * @param {import('./types.js').Answer} answer  `text`, and `unit`: those that are ticked.
 * @param {{units: number}} key
 * @param {number} step
 * @returns {import('./types.js').Marks}
 */
export function markResponse({text: [text = ''] = [], unit = []}, {units}, step) {
  if (!text.trim()) return EMPTY
  if (step === 1) return {score: 0, parts: {}, says: []}
  return {score: unit.length / units, parts: {}, says: []}
}

import {EMPTY, share} from './types.js'

/**
 * Every order passes in which each step stands after those that it needs.
 *
 * @param {import('./types.js').Answer} answer  `order`: ids from the first to the last; what is left out is not there.
 * @param {{needs: Record<string, string[]>}} key  Of each step that belongs.
 * @returns {import('./types.js').Marks}
 */
export function markOrder({order = []}, {needs}) {
  if (order.length === 0) return EMPTY
  /** @type {Record<string, boolean>} */
  const parts = {}
  const before = new Set()
  for (const id of order) {
    parts[id] = id in needs && needs[id].every(need => before.has(need))
    before.add(id)
  }
  const wrong = order.filter(id => !(id in needs))
  const right = order.filter(id => parts[id]).length
  return {score: share(right, wrong.length, Object.keys(needs).length), parts, says: ['order', ...wrong]}
}

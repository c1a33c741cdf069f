import {EMPTY, share} from './types.js'

/**
 * First the cells, then the gap that hurts most.
 *
 * @param {import('./types.js').Answer} answer  `cell`: those that are ticked; `gap`: the option chosen.
 * @param {{cells: string[], all: number, gap: string}} key
 * @param {number} step
 * @returns {import('./types.js').Marks}
 */
export function markGrid({cell = [], gap = []}, key, step) {
  if (cell.length === 0) return EMPTY
  const hits = cell.filter(each => key.cells.includes(each)).length
  const ticked = share(hits, cell.length - hits, key.cells.length)
  const parts = Object.fromEntries(cell.map(each => [`cell ${each}`, key.cells.includes(each)]))
  if (step === 1) return {score: ticked, parts, says: ['cells']}
  if (gap.length === 0) return EMPTY
  const named = gap[0] === key.gap
  return {score: (ticked + Number(named)) / 2, parts: {...parts, [`gap ${gap[0]}`]: named}, says: ['cells', `gap ${gap[0]}`]}
}

import {EMPTY, share} from './types.js'

/**
 * @param {import('./types.js').Answer} answer  `choice`: the values chosen.
 * @param {{right: string[], several: boolean}} key
 * @returns {import('./types.js').Marks}
 */
export function markChoice({choice = []}, {right, several}) {
  if (choice.length === 0) return EMPTY
  const hits = choice.filter(each => right.includes(each)).length
  const score = several ? share(hits, choice.length - hits, right.length) : hits
  const parts = Object.fromEntries(choice.map(each => [`choice ${each}`, right.includes(each)]))
  return {score, parts, says: choice.map(each => `choice ${each}`)}
}

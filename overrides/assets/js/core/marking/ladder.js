import {EMPTY, share} from './types.js'

/**
 * First the rung of each claim, then the words that over-read.
 *
 * @param {import('./types.js').Answer} answer  `rung 0`…: under, exact or over; `word`: numbers of stretches.
 * @param {{rungs: Record<string, string>, words: string[]}} key
 * @param {number} step
 * @returns {import('./types.js').Marks}
 */
export function markLadder(answer, {rungs, words}, step) {
  const claims = Object.entries(rungs)
  if (claims.some(([claim]) => !answer[claim]?.[0])) return EMPTY
  /** @type {Record<string, boolean>} */
  const parts = Object.fromEntries(claims.map(([claim, rung]) => [claim, answer[claim][0] === rung]))
  const placed = claims.filter(([claim]) => parts[claim]).length / claims.length
  const says = claims.map(([claim]) => claim)
  if (step === 1) return {score: placed, parts, says}
  const {word = []} = answer
  if (word.length === 0) return EMPTY
  for (const each of word) parts[`word ${each}`] = words.includes(each)
  const hits = word.filter(each => words.includes(each)).length
  return {score: (placed + share(hits, word.length - hits, words.length)) / 2, parts, says: [...says, 'words']}
}

import {EMPTY} from './types.js'

/**
 * @param {import('./types.js').Answer} answer  `pair scale`: what was chosen for each.
 * @param {{pairs: Record<string, string>}} key
 * @returns {import('./types.js').Marks}
 */
export function markMatch(answer, {pairs}) {
  const names = Object.keys(pairs)
  if (names.every(name => !answer[name]?.[0])) return EMPTY
  const parts = Object.fromEntries(names.map(name => [name, answer[name]?.[0] === pairs[name]]))
  const score = names.filter(name => parts[name]).length / names.length
  return {score, parts, says: [...names, ...names.map(name => answer[name]?.[0]).filter(Boolean).map(id => `spare ${id}`)]}
}

import {fold, markWords} from './short.js'
import {EMPTY} from './types.js'

/**
 * @param {import('./types.js').Answer} answer  `gap sign`: what was written into each gap.
 * @param {{gaps: Record<string, import('./short.js').Words>}} key
 * @returns {import('./types.js').Marks}
 */
export function markCloze(answer, {gaps}) {
  const names = Object.keys(gaps)
  if (names.every(name => !fold(answer[name]?.[0] ?? ''))) return EMPTY
  const marked = names.map(name => ({name, ...markWords(answer[name]?.[0] ?? '', gaps[name], name)}))
  return {
    score: marked.filter(({right}) => right).length / names.length,
    parts: Object.fromEntries(marked.map(({name, right}) => [name, right])),
    says: marked.flatMap(({says}) => says),
  }
}

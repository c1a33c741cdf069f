import {EMPTY, share} from './types.js'

/**
 * First which sentences are faulty, then what is wrong with each of those that are.
 *
 * @param {import('./types.js').Answer} answer  `passage`: those that are marked; `fault id`: the name chosen.
 * @param {{faults: Record<string, string>}} key  The right name of each faulty passage.
 * @param {number} step
 * @returns {import('./types.js').Marks}
 */
export function markFlaw(answer, {faults}, step) {
  const {passage = []} = answer
  if (passage.length === 0) return EMPTY
  const faulty = Object.keys(faults)
  const hits = passage.filter(each => faulty.includes(each)).length
  const found = share(hits, passage.length - hits, faulty.length)
  /** @type {Record<string, boolean>} */
  const parts = Object.fromEntries(passage.map(each => [`passage ${each}`, faulty.includes(each)]))
  const says = faulty.map(each => `passage ${each}`)
  if (step === 1) return {score: found, parts, says}
  for (const each of faulty) parts[`fault ${each}`] = answer[`fault ${each}`]?.[0] === faults[each]
  const named = faulty.filter(each => parts[`fault ${each}`]).length / faulty.length
  return {score: (found + named) / 2, parts, says}
}

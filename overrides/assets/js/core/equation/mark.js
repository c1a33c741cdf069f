import {EMPTY} from '../marking/types.js'
import {readEquation} from './read.js'
import {compare} from './same.js'

/**
 * @typedef {object} EquationKey
 * @property {string} typed  The reference.
 * @property {readonly import('./tree.js').EquationSymbol[]} symbols
 * @property {readonly string[]} mistakes  Wrong forms that have a name.
 * @property {number} [seed]  Of the probes drawn at random; the verdict is the same for any.
 */

const SEED = 1

/**
 * @param {import('../marking/types.js').Answer} answer  `typed`: as it was written.
 * @param {EquationKey} key
 * @returns {import('../marking/types.js').Marks & {unread?: import('./tree.js').Unread}}
 */
export function markEquation({typed: [text = ''] = []}, key) {
  const {reference, mistakes} = readKey(key)
  if (!text.trim()) return EMPTY
  const reading = readEquation(text, key.symbols)
  if ('error' in reading) return {...EMPTY, empty: false, unread: reading}
  const is = (/** @type {import('./tree.js').Tree} */ form) => compare(form, reading.tree, key.symbols, key.seed ?? SEED) === 'same'
  const right = is(reference)
  const mistake = right ? -1 : mistakes.findIndex(is)
  return {score: Number(right), parts: {typed: right}, says: mistake < 0 ? ['typed'] : [`mistake ${mistake}`, 'typed']}
}

/** @param {EquationKey} key */
function readKey({typed, symbols, mistakes, seed = SEED}) {
  const reference = readOwn(typed, symbols)
  if (compare(reference, reference, symbols, seed) !== 'same') throw new Error(`Inconsistent: ${typed} has no value on its domain`)
  const wrong = mistakes.map(form => readOwn(form, symbols))
  const right = wrong.findIndex(form => compare(reference, form, symbols, seed) === 'same')
  if (right >= 0) throw new Error(`Inconsistent: ${mistakes[right]} is no mistake, it has the value of ${typed}`)
  return {reference, mistakes: wrong}
}

/** @param {string} typed @param {EquationKey['symbols']} symbols */
function readOwn(typed, symbols) {
  const reading = readEquation(typed, symbols)
  if ('error' in reading) throw new Error(`Inconsistent: ${typed}: ${reading.error} at ${reading.at}`)
  return reading.tree
}

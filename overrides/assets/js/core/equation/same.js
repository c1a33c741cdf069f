import {probesOf, RANDOM_PROBES} from './probes.js'
import {valueOf} from './value.js'

/** @typedef {import('./value.js').Value} Value */

/**
 * All random probes but two, where rounding may have taken a root or a logarithm below 0. A form that has no value on a
 * part of the domain is another function, and is found out, nineteen times in
 * twenty where the part is a quarter.
 */
const ENOUGH = RANDOM_PROBES - 2

/** Between the errors of rounding, 1e-16 for each step, and the least difference that a wrong form makes. */
const RELATIVE = 1e-9

/** For values near 0, where a difference of like terms has lost its digits; a share of the usual size. */
const OF_USUAL = 1e-12

/**
 * Whether two trees have the same value wherever both have one. Where that is in too few places, nothing is said.
 *
 * @param {import('./tree.js').Tree} left
 * @param {import('./tree.js').Tree} right
 * @param {readonly import('./tree.js').EquationSymbol[]} symbols
 * @param {number} seed
 * @returns {'same' | 'different' | 'undefined'}
 */
export function compare(left, right, symbols, seed) {
  const pairs = probesOf(symbols, seed).map(values => [valueOf(left, values), valueOf(right, values)])
  const sizes = pairs.map(([value]) => size(value ?? 0)).sort((a, b) => a - b)
  const least = sizes[Math.floor(sizes.length / 2)] * OF_USUAL
  let defined = 0
  for (const [at, [a, b]] of pairs.entries()) {
    if (a === undefined || b === undefined) continue
    if (!near(a, b, least)) return 'different'
    if (at < RANDOM_PROBES) defined++
  }
  return defined >= ENOUGH ? 'same' : 'undefined'
}

/** @param {Value} a @param {Value} b @param {number} least */
function near(a, b, least) {
  const [rows, others] = [rowsOf(a), rowsOf(b)]
  if (rows.length !== others.length || rows[0].length !== others[0].length) return false
  const allowed = Math.max(RELATIVE * Math.max(size(a), size(b)), least)
  return rows.every((row, r) => row.every((x, c) => Math.abs(x - others[r][c]) <= allowed))
}

/** @param {Value} value */
function rowsOf(value) {
  return typeof value === 'number' ? [[value]] : value
}

/** @param {Value} value */
function size(value) {
  return Math.max(...rowsOf(value).flat().map(Math.abs))
}

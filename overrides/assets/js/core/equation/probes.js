import {mulberry32} from '../random.js'

/** @typedef {import('./tree.js').EquationSymbol} EquationSymbol */
/** @typedef {Map<string, import('./value.js').Value>} Values */

/** Where forms that are wrong are often right, or undefined, so that these alone prove nothing. */
const TELLING = [-1, 0, 1]
export const RANDOM_PROBES = 24

/** From here on what counts is the order of magnitude: parameters, tokens. */
const WIDE = 100

/**
 * Values at which two forms are compared: first those drawn at random, then the ends, the middle, and −1, 0 and 1.
 *
 * @param {readonly EquationSymbol[]} symbols
 * @param {number} seed
 * @returns {Values[]}
 */
export function probesOf(symbols, seed) {
  const next = mulberry32(seed)
  const at = (/** @type {(symbol: EquationSymbol) => number} */ draw) =>
    new Map(symbols.map(symbol => [symbol.name, shaped(symbol, () => draw(symbol))]))
  const random = Array.from({length: RANDOM_PROBES}, () => at(symbol => drawn(symbol, next() / 2 ** 32)))
  const fixed = [0, 0.5, 1].map(share => at(({low, high}) => low + share * (high - low)))
  const telling = TELLING.filter(value => symbols.some(symbol => within(symbol, value)))
  return [...random, ...fixed, ...telling.map(value => at(symbol => (within(symbol, value) ? value : drawn(symbol, 0.5))))]
}

/** @param {EquationSymbol} symbol @param {() => number} draw @returns {import('./value.js').Value} */
function shaped({rows, columns}, draw) {
  if (!rows && !columns) return draw()
  return Array.from({length: rows ?? 1}, () => Array.from({length: columns ?? 1}, draw))
}

/** @param {EquationSymbol} symbol @param {number} share */
function drawn({low, high}, share) {
  return low > 0 && high / low >= WIDE ? low * (high / low) ** share : low + share * (high - low)
}

/** @param {EquationSymbol} symbol @param {number} value */
function within({low, high}, value) {
  return low <= value && value <= high
}

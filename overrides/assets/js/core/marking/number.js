import {EMPTY} from './types.js'

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/**
 * Reads a number as people write it in either language: `1,4`, `1.4`, `5.76e23`, `5,76·10²³`, `32 768`, `32,768`;
 * `1.5 billion` has a word and is not read. A unit after it is left out.
 *
 * @param {string} text
 * @param {string[]} units
 * @returns {number[]}  None where it cannot be read, or is no finite number; two where a sign before three digits may
 *   be either mark, as in `9.397`: the thousands first.
 */
export function readNumber(text, units) {
  let said = text.normalize('NFC').trim().toLowerCase().replace(/[−–]/g, '-')
  for (const unit of units) {
    const end = unit.toLowerCase()
    if (said.endsWith(end)) said = said.slice(0, said.length - end.length).trim()
  }
  said = said.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, digits => `^${[...digits].map(each => SUPERSCRIPTS.indexOf(each)).join('')}`).replace(/⁻\^?/g, '^-')
  const parts = /^([-+]?[\d.,\s' ]*\d)\s*(?:(?:[·×x*]\s*10\s*\^?\s*\{?|e)\s*([-+]?\d{1,3})\}?)?$/.exec(said)
  const power = /^10\s*\^\s*\{?([-+]?\d{1,3})\}?$/.exec(said)
  if (power) return finite([10 ** Number(power[1])])
  if (!parts) return []
  return finite(readDecimal(parts[1].replace(/[\s' ]/g, '')).map(mantissa => Number(`${mantissa}e${parts[2] ?? 0}`)))
}

/**
 * The last of two different signs is the decimal mark, and so is one sign alone; where it stands before three digits it
 * may also group thousands: 32,768.
 *
 * @param {string} digits
 * @returns {string[]}
 */
function readDecimal(digits) {
  const signs = digits.match(/[.,]/g) ?? []
  const last = signs.at(-1)
  if (!last) return [digits]
  const at = digits.lastIndexOf(last)
  const whole = /^[-+]?[1-9]\d{0,2}([.,]\d{3})+$/.test(digits) && new Set(signs).size === 1 ? [digits.replace(/[.,]/g, '')] : []
  if (digits.slice(0, at).includes(last)) return whole // no sign groups before and marks after
  return [...whole, `${digits.slice(0, at).replace(/[.,]/g, '')}.${digits.slice(at + 1)}`]
}

/** @param {number[]} values */
function finite(values) {
  return values.filter(Number.isFinite)
}

/**
 * @param {import('./types.js').Answer} answer  `number`: as it was written.
 * @param {{low: number, high: number, units: string[], mistakes: [number, number][]}} key
 * @returns {import('./types.js').Marks & {unread?: boolean}}
 */
export function markNumber({number: [text = ''] = []}, {low, high, units, mistakes}) {
  if (!text.trim()) return EMPTY
  const values = readNumber(text, units)
  if (values.length === 0) return {...EMPTY, empty: false, unread: true}
  const within = (/** @type {number} */ from, /** @type {number} */ to) => values.some(value => from <= value && value <= to)
  const right = within(low, high)
  const mistake = mistakes.findIndex(([from, to]) => within(from, to))
  const says = right || mistake < 0 ? ['number'] : [`number ${mistake}`, 'number']
  return {score: Number(right), parts: {number: right}, says}
}

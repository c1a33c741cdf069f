/**
 * @typedef {number[][]} Matrix  By rows.
 * @typedef {number | Matrix} Value
 * @typedef {import('./tree.js').Tree} Tree
 */

const MOST_ROWS = 8

/** @type {Record<string, (value: number) => number>} */
const OF_NUMBERS = {
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
  abs: Math.abs,
  sigmoid: x => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))),
  softplus: x => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
}

/** @type {Record<string, (all: number[]) => number>} */
const OF_ALL = {
  sum: all => all.reduce((sum, each) => sum + each, 0),
  mean: all => all.reduce((sum, each) => sum + each, 0) / all.length,
  min: all => Math.min(...all),
  max: all => Math.max(...all),
}

/** @type {Record<string, (...given: Value[]) => Value | undefined>} */
const OPERATIONS = {
  add: (a, b) => both(a, b, (x, y) => x + y),
  subtract: (a, b) => both(a, b, (x, y) => x - y),
  multiply: (a, b) => (isNumber(a) || isNumber(b) ? both(a, b, (x, y) => x * y) : product(a, b)),
  divide: (a, b) => (isNumber(b) ? each(a, x => x / b) : undefined),
  power: (a, b) => (isNumber(a) && isNumber(b) ? a ** b : undefined),
  negate: a => each(a, x => -x),
  transpose: a => (isNumber(a) ? a : a[0].map((_, column) => a.map(row => row[column]))),
}

/**
 * What a tree is worth where its letters have these values: nothing where it is no real and finite number or matrix.
 * A matrix of one entry is a number; a number is added to every entry, as everywhere in array programming.
 *
 * @param {Tree} tree
 * @param {ReadonlyMap<string, Value>} values
 * @returns {Value | undefined}
 */
export function valueOf(tree, values) {
  if (tree.op === 'number') return tree.value
  if (tree.op === 'e') return Math.E
  if (tree.op === 'name') return settled(values.get(tree.name))
  // By its series, e^M would be another matrix; who types it means entry by entry.
  if (tree.op === 'power' && tree.of[0].op === 'e') return valueOf({op: 'call', name: 'exp', of: [tree.of[1]]}, values)
  const given = []
  for (const part of tree.of) {
    const value = valueOf(part, values)
    if (value === undefined) return undefined
    given.push(value)
  }
  return settled(tree.op === 'call' ? called(tree.name, given) : OPERATIONS[tree.op](...given))
}

/** @param {string} name @param {Value[]} given @returns {Value | undefined} */
function called(name, given) {
  const [first] = given
  if (Object.hasOwn(OF_NUMBERS, name)) return each(first, OF_NUMBERS[name])
  if (Object.hasOwn(OF_ALL, name)) return given.length > 1 && !given.every(isNumber) ? undefined : OF_ALL[name](given.flat(2))
  if (name === 'softmax') return softmax(first)
  if (name === 'diag') return diagonal(first)
  return undefined
}

/** @param {Value | undefined} value @returns {Value | undefined} */
function settled(value) {
  if (value === undefined || isNumber(value)) return Number.isFinite(value) ? value : undefined
  if (value.length > MOST_ROWS || value[0].length > MOST_ROWS || !value.flat().every(Number.isFinite)) return undefined
  return value.length === 1 && value[0].length === 1 ? value[0][0] : value
}

/** @param {Value} value @returns {value is number} */
function isNumber(value) {
  return typeof value === 'number'
}

/** @param {Value} value @param {(x: number) => number} make @returns {Value} */
function each(value, make) {
  return isNumber(value) ? make(value) : value.map(row => row.map(make))
}

/** @param {Value} a @param {Value} b @param {(x: number, y: number) => number} make @returns {Value | undefined} */
function both(a, b, make) {
  if (isNumber(b)) return each(a, x => make(x, b))
  if (isNumber(a)) return each(b, y => make(a, y))
  if (a.length !== b.length || a[0].length !== b[0].length) return undefined
  return a.map((row, r) => row.map((x, c) => make(x, b[r][c])))
}

/** @param {Matrix} a @param {Matrix} b */
function product(a, b) {
  if (a[0].length !== b.length) return undefined
  return a.map(row => b[0].map((_, column) => row.reduce((sum, x, at) => sum + x * b[at][column], 0)))
}

/** Over each row, as attention has it; over a vector, whichever way it stands. @param {Value} value @returns {Value} */
function softmax(value) {
  if (isNumber(value)) return 1
  return value[0].length === 1 ? shares(value.flat()).map(share => [share]) : value.map(shares)
}

/** @param {number[]} row */
function shares(row) {
  const powers = row.map(x => Math.exp(x - Math.max(...row)))
  return powers.map(power => power / OF_ALL.sum(powers))
}

/** @param {Value} value @returns {Value | undefined} */
function diagonal(value) {
  if (isNumber(value)) return value
  return value.length === value[0].length ? value.map((row, at) => [row[at]]) : undefined
}

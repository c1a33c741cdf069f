import {GREEK} from './names.js'

/**
 * @typedef {import('./tree.js').Tree} Tree
 * @typedef {{tag: string, text?: string, children?: Description[]}} Description  Of an element of MathML: never markup, since it holds what was typed.
 */

/** How strongly a form holds together; a fraction and a root stand by themselves. */
const STRENGTH = {add: 1, subtract: 1, negate: 2, multiply: 3, divide: 5, power: 4, transpose: 4, number: 6, e: 6, name: 6, call: 5}
const INVISIBLE_TIMES = '\u2062'
const APPLIED_TO = '\u2061'

/** @param {Tree} tree @returns {Description} */
export function describe(tree) {
  return {tag: 'math', children: [describePart(tree)]}
}

/** @param {Tree} tree @returns {Description} */
function describePart(tree) {
  if (tree.op === 'number') return number(tree.value)
  if (tree.op === 'e') return leaf('mi', 'e')
  if (tree.op === 'name') return name(tree.name)
  if (tree.op === 'call') return call(tree.name, tree.of)
  const [first, second] = tree.of
  switch (tree.op) {
    case 'add':
      return row(describePart(first), leaf('mo', '+'), held(second, 2))
    case 'subtract':
      return row(describePart(first), leaf('mo', '−'), held(second, 3))
    case 'negate':
      return row(leaf('mo', '−'), held(first, 3))
    case 'multiply':
      return row(held(first, 2), leaf('mo', timesBetween(first, second)), held(second, 3))
    case 'divide':
      return {tag: 'mfrac', children: [describePart(first), describePart(second)]}
    case 'power':
      return {tag: 'msup', children: [base(first), describePart(second)]}
    case 'transpose':
      return {tag: 'msup', children: [base(first), leaf('mo', '⊤')]}
  }
}

/** @param {string} tag @param {string} text @returns {Description} */
const leaf = (tag, text) => ({tag, text})

/** @param {Description[]} children @returns {Description} */
const row = (...children) => ({tag: 'mrow', children})

/** @param {Description} inner @param {string} [open] @param {string} [close] */
const fenced = (inner, open = '(', close = ')') => row(leaf('mo', open), inner, leaf('mo', close))

/** In brackets where it would fall apart. @param {Tree} tree @param {number} strength */
function held(tree, strength) {
  return STRENGTH[tree.op] < strength ? fenced(describePart(tree)) : describePart(tree)
}

/** @param {Tree} tree */
function base(tree) {
  const alone = tree.op === 'call' && (tree.name === 'sqrt' || tree.name === 'abs')
  return alone ? describePart(tree) : held(tree, 6)
}

/** @param {number} value */
function number(value) {
  const [digits, power] = String(value).split('e')
  if (!power) return leaf('mn', digits)
  const tens = {tag: 'msup', children: [leaf('mn', '10'), leaf('mn', power.replace('+', '').replace('-', '−'))]}
  return row(leaf('mn', digits), leaf('mo', '×'), tens)
}

/** β, d with k below, π with ref below, s with 11 below; other words stay upright words. @param {string} whole @returns {Description} */
function name(whole) {
  const [first, ...below] = whole.split('_').filter(Boolean)
  const [, letters, digits] = /^([A-Za-z]+?)(\d*)$/.exec(first) ?? ['', first, '']
  const parts = [...(digits ? [digits] : []), ...below]
  const letter = leaf('mi', GREEK.get(letters) ?? letters)
  if (parts.length === 0) return letter
  const under = parts.flatMap((part, at) => [...(at ? [leaf('mo', ',')] : []), leaf(/^\d+$/.test(part) ? 'mn' : 'mi', GREEK.get(part) ?? part)])
  return {tag: 'msub', children: [letter, under.length === 1 ? under[0] : row(...under)]}
}

/** @param {string} called @param {Tree[]} of @returns {Description} */
function call(called, of) {
  if (called === 'sqrt') return {tag: 'msqrt', children: [describePart(of[0])]}
  if (called === 'abs') return fenced(describePart(of[0]), '|', '|')
  const given = of.flatMap((each, at) => [...(at ? [leaf('mo', ',')] : []), describePart(each)])
  return row(leaf('mi', called), leaf('mo', APPLIED_TO), fenced(row(...given)))
}

/**
 * No sign between letters, a dot where words would run together, a cross before a number.
 *
 * @param {Tree} left
 * @param {Tree} right
 */
function timesBetween(left, right) {
  const [before, after] = [edge(left, -1), edge(right, 0)]
  if (after.op === 'number') return '×'
  return [before, after].some(each => each.op === 'call' || (each.op === 'name' && isWord(each.name))) ? '⋅' : INVISIBLE_TIMES
}

/** The part of a product that stands at one end. @param {Tree} tree @param {0 | -1} end @returns {Tree} */
function edge(tree, end) {
  if (tree.op === 'multiply' || (end === 0 && (tree.op === 'power' || tree.op === 'transpose'))) return edge(/** @type {Tree} */ (tree.of.at(end)), end)
  return tree
}

/** @param {string} whole */
function isWord(whole) {
  const [first] = whole.split('_')
  return /^[A-Za-z]{2,}/.test(first) && !GREEK.has(first)
}

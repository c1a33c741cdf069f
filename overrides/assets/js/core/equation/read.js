import {parse} from '../../../vendor/mathjs-15.2.0/mathjs.min.js'
import {OF_SEVERAL} from './names.js'
import {translate} from './translate.js'
import {UnreadError} from './tree.js'

/** @typedef {import('./tree.js').Tree} Tree */

/** An answer is a line of a whiteboard; what is longer is refused before anything is done with it. */
const MOST_SIGNS = 400
const MOST_NODES = 200
const MOST_DEEP = 30

/** The operators that an equation is made of, by the parser's names. */
const OPERATIONS = new Map(/** @type {[string, import('./tree.js').Operation][]} */ ([
  ['add', 'add'],
  ['subtract', 'subtract'],
  ['multiply', 'multiply'],
  ['divide', 'divide'],
  ['pow', 'power'],
  ['unaryMinus', 'negate'],
  ['ctranspose', 'transpose'],
]))

/**
 * Reads an equation as people type it in chats, or in simple LaTeX. Never throws.
 *
 * @param {string} text
 * @param {readonly {name: string}[]} symbols  The letters that it may hold.
 * @returns {{tree: Tree} | import('./tree.js').Unread}
 */
export function readEquation(text, symbols) {
  if (!text.trim()) return {error: 'empty', at: 0}
  if (text.length > MOST_SIGNS) return {error: 'too-long', at: MOST_SIGNS}
  const end = text.trimEnd().length
  /** @type {number[]} */
  let from = []
  try {
    const translated = translate(text, new Set(symbols.map(({name}) => name)))
    from = translated.from
    return {tree: treeOf(parse(translated.written), translated.names, end)}
  } catch (error) {
    if (error instanceof UnreadError) return {error: error.fault, at: error.at, ...(error.name && {name: error.name})}
    if (error instanceof RangeError) return {error: 'too-deep', at: end} // the parser's own stack
    const at = from[(/** @type {{char?: number}} */ (error).char ?? 0) - 1] // the parser counts from 1
    return at === undefined ? {error: 'incomplete', at: end} : {error: 'unexpected', at}
  }
}

/**
 * The parser's tree as ours: it holds nothing but what is listed here.
 *
 * @param {any} root
 * @param {readonly import('./names.js').Part[]} names  What `x0`, `x1`… stand for.
 * @param {number} end
 * @returns {Tree}
 */
function treeOf(root, names, end) {
  let nodes = 0
  return convert(root, 0)

  /** @param {any} node @param {number} depth @returns {Tree} */
  function convert(node, depth) {
    while (node.type === 'ParenthesisNode') node = node.content
    if (++nodes > MOST_NODES) throw new UnreadError('too-long', end)
    if (depth > MOST_DEEP) throw new UnreadError('too-deep', end)
    if (node.type === 'ConstantNode' && typeof node.value === 'number') return {op: 'number', value: node.value}
    if (node.type === 'SymbolNode') return leaf(names[Number(node.name.slice(1))])
    if (node.type === 'FunctionNode') return call(node, depth)
    const op = node.type === 'OperatorNode' && OPERATIONS.get(node.fn)
    if (node.fn === 'unaryPlus') return convert(node.args[0], depth)
    if (!op) throw new UnreadError('not-allowed', end)
    // A long sum leans to the left, and is not deep.
    const [first, ...rest] = node.args
    return {op, of: [convert(first, depth + Number(first.fn !== node.fn)), ...rest.map((/** @type {any} */ each) => convert(each, depth + 1))]}
  }

  /** @param {any} node @param {number} depth @returns {Tree} */
  function call(node, depth) {
    const {name} = names[Number(node.fn.name.slice(1))]
    if (node.args.length !== 1 && !OF_SEVERAL.has(name)) throw new UnreadError('unexpected', end)
    const of = node.args.map((/** @type {any} */ each) => convert(each, depth + 1))
    return name === 'transpose' ? {op: 'transpose', of} : {op: 'call', name, of}
  }
}

/** @param {import('./names.js').Part} part @returns {Tree} */
function leaf({kind, name}) {
  return kind === 'e' ? {op: 'e'} : {op: 'name', name}
}

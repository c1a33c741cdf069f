/**
 * What an equation is, once read.
 *
 * @typedef {'add' | 'subtract' | 'multiply' | 'divide' | 'power' | 'negate' | 'transpose'} Operation
 * @typedef {{op: 'number', value: number} | {op: 'e'} | {op: 'name', name: string} | {op: Operation, of: Tree[]} | {op: 'call', name: string, of: Tree[]}} Tree
 *
 * @typedef {object} EquationSymbol  A letter that an answer may hold.
 * @property {string} name
 * @property {number} low  The least value at which answers are compared.
 * @property {number} high
 * @property {number | undefined | null} [rows]  Of a matrix; absent for a number.
 * @property {number | undefined | null} [columns]
 *
 * @typedef {'empty' | 'incomplete' | 'unexpected' | 'unknown-name' | 'unknown-function' | 'not-allowed' | 'too-long' | 'too-deep'} Fault
 * @typedef {{error: Fault, at: number, name?: string}} Unread  `at` is an index in the reader's own text.
 */

/** Left inside `read.js`, where it becomes data. */
export class UnreadError extends Error {
  /**
   * @param {Fault} fault
   * @param {number} at
   * @param {string} [name]
   */
  constructor(fault, at, name) {
    super(fault)
    this.fault = fault
    this.at = at
    this.name = name ?? ''
  }
}

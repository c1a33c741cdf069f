import {markChoice} from './choice.js'
import {markCloze} from './cloze.js'
import {markFlaw} from './flaw.js'
import {markGrid} from './grid.js'
import {markLadder} from './ladder.js'
import {markMatch} from './match.js'
import {markNumber} from './number.js'
import {markOrder} from './order.js'
import {markResponse} from './response.js'
import {markShort} from './short.js'
import {EMPTY} from './types.js'

/** @typedef {import('./types.js').Marks & {unread?: unknown}} Marks */

/**
 * How each type of item is marked; what asks for a second step is marked again after it.
 *
 * @type {Record<string, {steps: number, mark: (answer: import('./types.js').Answer, key: any, step: number) => Marks | Promise<Marks>}>}
 */
export const MARKING = {
  choice: {steps: 1, mark: markChoice},
  cloze: {steps: 1, mark: markCloze},
  equation: {steps: 1, mark: markEquation},
  flaw: {steps: 2, mark: markFlaw},
  grid: {steps: 2, mark: markGrid},
  ladder: {steps: 2, mark: markLadder},
  match: {steps: 1, mark: markMatch},
  number: {steps: 1, mark: markNumber},
  order: {steps: 1, mark: markOrder},
  response: {steps: 2, mark: markResponse},
  short: {steps: 1, mark: markShort},
}

/**
 * Its parser is as large as everything else, so it comes when an equation is checked. Offline it may not, and its field says so.
 *
 * @param {import('./types.js').Answer} answer
 * @param {import('../equation/mark.js').EquationKey} key
 * @returns {Promise<Marks>}
 */
async function markEquation(answer, key) {
  const engine = await import('../equation/index.js').catch(() => null)
  return engine ? engine.markEquation(answer, key) : {...EMPTY, empty: false, unread: true}
}

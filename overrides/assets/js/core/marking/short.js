import {folded} from '../find.js'
import {EMPTY} from './types.js'

/**
 * @typedef {object} Words
 * @property {string[]} accept  What is right.
 * @property {string[][]} mistakes  What is known to be wrong, by mistake.
 */

/**
 * Text as answers are compared: letters, digits and mathematical signs, without case and accents.
 *
 * @param {string} text
 */
export function fold(text) {
  return folded(text).replace(/[^\p{L}\p{N}\p{S}]/gu, '')
}

/**
 * Marks one written answer.
 *
 * @param {string} text
 * @param {Words} key
 * @param {string} name  Of the field, and of its feedback.
 * @returns {{right: boolean, says: string[]}}
 */
export function markWords(text, {accept, mistakes}, name) {
  const said = fold(text)
  if (accept.some(answer => fold(answer) === said)) return {right: true, says: [name]}
  const mistake = mistakes.findIndex(answers => answers.some(answer => fold(answer) === said))
  return {right: false, says: mistake < 0 ? [name] : [`${name} ${mistake}`, name]}
}

/**
 * @param {import('./types.js').Answer} answer  `text`.
 * @param {Words} key
 * @returns {import('./types.js').Marks}
 */
export function markShort({text: [text = ''] = []}, key) {
  if (!fold(text)) return EMPTY
  const {right, says} = markWords(text, key, 'text')
  return {score: Number(right), parts: {text: right}, says}
}

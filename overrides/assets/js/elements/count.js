import {find, showOnly} from './dom.js'

/**
 * Says how many there are, in the words that the page has for none, one and many.
 *
 * @param {ParentNode} within
 * @param {number} number
 */
export function showCount(within, number) {
  find(within, '[data-number]').textContent = String(number)
  showOnly(within, 'data-some', number === 0 ? 'none' : number === 1 ? 'one' : 'many')
}

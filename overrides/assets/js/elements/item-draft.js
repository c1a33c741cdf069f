import {isRecord} from '../core/plain.js'

/**
 * @typedef {import('../core/marking/types.js').Answer} Answer
 *
 * @typedef {object} Draft  An answer as it stands, so that a reload or the other language finds it.
 * @property {number} revision
 * @property {Answer} answer
 * @property {number} step  How many steps were checked.
 * @property {string} sure
 * @property {number} hints
 * @property {boolean} sealed  Whether it was handed in, in an exam whose end has not come.
 */

/**
 * The draft of an item, unless it is of another revision.
 *
 * @param {import('../store/index.js').Store} store
 * @param {string} key
 * @param {number} revision
 * @returns {Promise<Draft | null>}
 */
export async function readDraft(store, key, revision) {
  const draft = await store.readDraft(key)
  return isDraft(draft) && draft.revision === revision ? draft : null
}

/**
 * @param {unknown} value
 * @returns {value is Draft}
 */
function isDraft(value) {
  return isRecord(value) && isRecord(value.answer) && typeof value.step === 'number' && typeof value.sure === 'string'
    && typeof value.hints === 'number' && Object.values(value.answer).every(each => Array.isArray(each) && each.every(text => typeof text === 'string'))
}

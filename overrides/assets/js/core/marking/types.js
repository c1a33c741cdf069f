/**
 * What every marking says: `(answer, key, step) → marks`.
 *
 * @typedef {Record<string, string[]>} Answer  What a form holds, by the names of its fields.
 * @typedef {object} Marks
 * @property {number} score  From 0 to 1; parts of it only where a part is worth something by itself.
 * @property {Record<string, boolean>} parts  Of each field or value that was marked, whether it is right.
 * @property {string[]} says  Which pieces of feedback speak of this answer.
 * @property {boolean} [empty]  Nothing was answered: nothing is marked.
 */

/** No marks, since there is no answer. */
export const EMPTY = {score: 0, parts: {}, says: [], empty: true}

/**
 * The share of right parts, less one for each wrong one that was chosen freely, and never below 0.
 *
 * @param {number} right
 * @param {number} wrong
 * @param {number} all
 */
export function share(right, wrong, all) {
  return all === 0 ? 0 : Math.max(0, right - wrong) / all
}

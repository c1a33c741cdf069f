import {findAll} from './dom.js'

/**
 * Marks each part of an answer where it stands, and the explanations that speak of it.
 *
 * @param {ParentNode} item
 * @param {import('../core/marking/types.js').Marks} marks
 */
export function showMarks(item, {parts, says}) {
  for (const part of findAll(item, '[data-part]')) {
    const right = parts[part.dataset.part ?? '']
    if (right === undefined) delete part.dataset.mark
    else part.dataset.mark = right ? 'right' : 'wrong'
  }
  for (const piece of findAll(item, '[data-says]')) piece.classList.toggle('is-chosen', says.includes(piece.dataset.says ?? ''))
}

/** @param {ParentNode} item */
export function clearMarks(item) {
  showMarks(item, {score: 0, parts: {}, says: []})
}

/**
 * Shows as many hints as were asked for, the first with their box, and a button while there are more.
 *
 * @param {ParentNode} item
 * @param {number} seen
 */
export function showHints(item, seen) {
  const hints = findAll(item, '.hints li')
  for (const [at, hint] of hints.entries()) hint.hidden = at >= Math.max(seen, 1)
  for (const more of findAll(item, '[data-act="hint"]')) more.hidden = seen >= hints.length || hints.length < 2
}

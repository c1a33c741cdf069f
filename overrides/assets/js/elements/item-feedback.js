import {lockFields} from './answer-form.js'
import {find, findAll} from './dom.js'

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

/**
 * Shows what belongs to the steps that were checked. What was marked stays as it was marked, and the focus is not lost
 * with what goes.
 *
 * @param {HTMLElement} item
 * @param {number} step  How many were checked.
 * @param {number} steps  How many there are.
 */
export function showSteps(item, step, steps) {
  const done = step >= steps
  const focused = item.contains(document.activeElement)
  lockFields(findAll(item, 'form > fieldset'), step > 0)
  lockFields(findAll(item, '[data-then] fieldset'), done)
  for (const before of findAll(item, '[data-check], [data-why]')) before.hidden = step > 0
  find(item, '[data-after]').hidden = step === 0
  for (const then of findAll(item, '[data-then]')) then.hidden = step === 0
  for (const check of findAll(item, '[data-check-then]')) check.hidden = step !== 1 || done
  find(item, '[data-answer]').toggleAttribute('open', done)
  if (!done) item.removeAttribute('result')
  if (focused && (!document.activeElement?.checkVisibility() || document.activeElement.matches(':disabled'))) {
    lead(item, done ? '[data-answer] summary' : '[data-then] :is(input, select)')
  }
}

/**
 * Leads the focus, and scrolls nothing.
 *
 * @param {ParentNode} item
 * @param {string} selector
 */
export function lead(item, selector) {
  /** @type {HTMLElement | null} */ (item.querySelector(selector))?.focus({preventScroll: true})
}

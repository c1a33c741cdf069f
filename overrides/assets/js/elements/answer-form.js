/**
 * @typedef {import('../core/marking/types.js').Answer} Answer
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field
 */

/**
 * What a form holds, by the names of its fields; names and values are the same in both languages.
 *
 * @param {HTMLFormElement} form
 * @returns {Answer}
 */
export function answerOf(form) {
  /** @type {Answer} */
  const answer = {}
  for (const field of fieldsOf(form)) {
    const values = (answer[field.name] ??= [])
    if (isBox(field) ? field.checked : field.value !== '') values.push(field.value)
  }
  return answer
}

/**
 * Puts an answer back into its form.
 *
 * @param {HTMLFormElement} form
 * @param {Answer} answer
 */
export function fillAnswer(form, answer) {
  for (const field of fieldsOf(form)) {
    const values = answer[field.name] ?? []
    if (isBox(field)) field.checked = values.includes(field.value)
    else if (field.type !== 'hidden') field.value = values[0] ?? ''
  }
  for (const list of form.querySelectorAll('order-list')) {
    list.dispatchEvent(new CustomEvent('order-restore', {detail: answer.order ?? []}))
  }
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  const named = [...form.elements].filter(each => !(each instanceof HTMLButtonElement) && !(each instanceof HTMLFieldSetElement))
  return /** @type {Field[]} */ (named).filter(({name, disabled}) => name && !disabled)
}

/**
 * @param {Field} field
 * @returns {field is HTMLInputElement}
 */
function isBox(field) {
  return field.type === 'checkbox' || field.type === 'radio'
}

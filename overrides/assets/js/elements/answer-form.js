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
  for (const field of form.querySelectorAll('equation-field')) field.dispatchEvent(new Event('input'))
}

/**
 * Keeps what was marked from being changed; it is part of the answer all the same. Not the fieldset is disabled, since
 * a table in it must still scroll by keys.
 *
 * @param {Iterable<Element>} fieldsets
 * @param {boolean} locked
 */
export function lockFields(fieldsets, locked) {
  for (const fieldset of fieldsets) {
    for (const field of fieldset.querySelectorAll('input:not([type="hidden"]), select, textarea, button')) {
      field.toggleAttribute('disabled', locked)
      field.toggleAttribute('data-locked', locked)
    }
  }
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  const named = [...form.elements].filter(each => !(each instanceof HTMLButtonElement) && !(each instanceof HTMLFieldSetElement))
  return /** @type {Field[]} */ (named).filter(({name, disabled, dataset}) => name && (!disabled || 'locked' in dataset))
}

/**
 * @param {Field} field
 * @returns {field is HTMLInputElement}
 */
function isBox(field) {
  return field.type === 'checkbox' || field.type === 'radio'
}

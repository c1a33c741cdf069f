/** What elements do with the HTML that the page gave them. */

/**
 * The one element that a selector names; the page's HTML holds it.
 *
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(within, selector) {
  const found = within.querySelector(selector)
  if (!found) throw new Error(`Inconsistent: no ${selector} in the page`)
  return /** @type {HTMLElement} */ (found)
}

/**
 * Every element that a selector names.
 *
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function findAll(within, selector) {
  return [...within.querySelectorAll(selector)].map(each => /** @type {HTMLElement} */ (each))
}

/**
 * The act that a click asks for: the nearest `data-act`.
 *
 * @param {Event} event
 */
export function actOf(event) {
  const button = /** @type {Element} */ (event.target).closest('[data-act]')
  return button?.getAttribute('data-act') ?? null
}

/** @type {WeakMap<ParentNode, Record<string, ReturnType<typeof setTimeout>>>} What is about to be said, by attribute. */
const pending = new WeakMap()

/**
 * Shows what a name stands for and hides its siblings: `[data-mode="cold"]`.
 *
 * @param {ParentNode} within
 * @param {string} attribute
 * @param {string | null} value
 */
export function showOnly(within, attribute, value) {
  clearTimeout(pending.get(within)?.[attribute]) // what was to be said is out of date
  for (const each of findAll(within, `[${attribute}]`)) each.hidden = each.getAttribute(attribute) !== value
}

/** So long nothing stands in a live region before the same words count as said again. */
const SILENCE_MS = 100

/**
 * Shows what a live region says, as `showOnly` does; what is shown already goes first, so that it is spoken again.
 *
 * @param {ParentNode} within
 * @param {string} attribute
 * @param {string} value
 */
export function sayAnew(within, attribute, value) {
  const silent = findAll(within, `[${attribute}]`).every(each => each.hidden)
  showOnly(within, attribute, null)
  if (silent) showOnly(within, attribute, value)
  else pending.set(within, {...pending.get(within), [attribute]: setTimeout(() => showOnly(within, attribute, value), SILENCE_MS)})
}

/**
 * Fills a list with idea units of the page, each with a box to tick.
 *
 * @param {HTMLElement} list
 * @param {Iterable<Element>} units
 * @param {readonly number[]} ticked
 */
export function fillTicks(list, units, ticked) {
  list.replaceChildren(
    ...[...units].map((unit, index) => {
      const box = document.createElement('input')
      box.type = 'checkbox'
      box.value = String(index)
      box.checked = ticked.includes(index)
      const words = document.createElement('span')
      words.append(...[...unit.childNodes].map(node => node.cloneNode(true)))
      for (const link of words.querySelectorAll('a')) link.target = '_blank' // the drill stays open
      const label = document.createElement('label')
      label.append(box, words)
      const item = document.createElement('li')
      item.append(label)
      return item
    }),
  )
}

/**
 * The indexes that are ticked in such a list.
 *
 * @param {ParentNode} list
 */
export function ticksOf(list) {
  const boxes = /** @type {HTMLInputElement[]} */ (findAll(list, 'input[type="checkbox"]'))
  return boxes.filter(box => box.checked).map(box => Number(box.value))
}

/**
 * Gives the reader a file.
 *
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], {type}))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/**
 * The language of the page around an element.
 *
 * @param {Element} element
 */
export function languageOf(element) {
  return element.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang
}

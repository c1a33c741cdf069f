/**
 * Turns what the page holds as text, in a `noscript`, into elements. A page of fifty questions has three hundred
 * fields, and a browser spends longer on them than on all the words: they come where they are asked for. Browsers
 * without script take them as elements from the start.
 *
 * @param {Element} box
 */
export function unfold(box) {
  const folded = box.querySelector(':scope > noscript')
  if (!folded) return
  const elements = document.createElement('template')
  elements.innerHTML = folded.innerHTML // of the page itself, written when the site was built
  folded.replaceWith(elements.content)
}

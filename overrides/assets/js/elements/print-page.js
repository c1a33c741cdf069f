import {actOf, findAll} from './dom.js'

/**
 * Prints the page for the one who asks the questions or the one who answers: `body[data-print]` tells the style sheet
 * which, for as long as the browser prints. Without script the browser's own command prints it without answers.
 */
export class PrintPageElement extends HTMLElement {
  connectedCallback() {
    for (const button of findAll(this, 'button')) button.hidden = false
    this.hidden = false
    this.addEventListener('click', this)
  }

  /** @param {Event} event */
  handleEvent(event) {
    const act = actOf(event)
    if (!act) return
    document.body.dataset.print = act
    // A telephone returns from print() before it has printed.
    addEventListener('afterprint', () => document.body.removeAttribute('data-print'), {once: true})
    print()
  }
}

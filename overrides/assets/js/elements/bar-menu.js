import {find} from './dom.js'

/** The menu of a narrow bar. It lies over the page, so Escape closes it, and so does going on behind it. */
export class BarMenuElement extends HTMLElement {
  connectedCallback() {
    this.addEventListener('keydown', this)
    this.addEventListener('focusout', this)
  }

  /** @param {Event} event */
  handleEvent(event) {
    const menu = /** @type {HTMLDetailsElement} */ (find(this, 'details'))
    if (event instanceof KeyboardEvent) {
      if (event.key !== 'Escape' || !menu.open) return
      menu.open = false
      find(this, 'summary').focus()
    } else if (event instanceof FocusEvent) {
      // Safari gives a link that is tapped no focus: going nowhere is not leaving.
      const to = event.relatedTarget
      if (to instanceof Node && !this.contains(to)) menu.open = false
    }
  }
}

import {findAll, sayAnew} from './dom.js'

/** Links to send: each stays a link, and gets a button that copies its address. */
export class CopyLinkElement extends HTMLElement {
  connectedCallback() {
    for (const button of findAll(this, 'button')) button.hidden = !navigator.clipboard
    this.addEventListener('click', this)
  }

  /** @param {Event} event */
  async handleEvent(event) {
    const button = /** @type {Element} */ (event.target).closest('button')
    const link = /** @type {HTMLAnchorElement | null} */ (button?.parentElement?.querySelector('a'))
    if (!link) return
    await navigator.clipboard.writeText(link.href)
    sayAnew(this, 'data-copied', '')
  }
}

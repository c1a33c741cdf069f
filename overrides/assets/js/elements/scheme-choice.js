import {findAll, showOnly} from './dom.js'

/** Where the choice is kept; the page's first script reads it too, before anything is drawn. */
const KEY = 'paper-drill scheme'
/** @type {Record<string, string>} For which media the dark colours hold. */
const DARK_FOR = {auto: 'screen and (prefers-color-scheme: dark)', light: 'not all', dark: 'screen'}

/** The colours of the page: as the device says, light or dark. One button is shown at a time, and takes the next. */
export class SchemeChoiceElement extends HTMLElement {
  connectedCallback() {
    let kept = null
    try {
      kept = localStorage.getItem(KEY)
    } catch {
      // A browser that refuses storage forgets the choice with the page.
    }
    showOnly(this, 'value', kept && kept in DARK_FOR ? kept : 'auto')
    this.addEventListener('click', this)
  }

  /** @param {Event} event */
  handleEvent(event) {
    const buttons = findAll(this, 'button')
    const pressed = /** @type {HTMLElement} */ (event.target).closest('button')
    if (!pressed) return
    const next = buttons[(buttons.indexOf(pressed) + 1) % buttons.length]
    const scheme = next?.getAttribute('value') ?? 'auto'
    showOnly(this, 'value', scheme)
    next?.focus()
    const dark = /** @type {HTMLLinkElement | HTMLStyleElement} */ (document.getElementById('dark'))
    dark.media = DARK_FOR[scheme] ?? ''
    try {
      if (scheme === 'auto') localStorage.removeItem(KEY)
      else localStorage.setItem(KEY, scheme)
    } catch {
      // as above
    }
  }
}

import {findAll} from './dom.js'
import {targetOf} from './place.js'

/** The list of sections beside the text: marks the one that is being read. */
export class SectionListElement extends HTMLElement {
  /** @type {IntersectionObserver | undefined} */
  #observer

  connectedCallback() {
    const links = /** @type {HTMLAnchorElement[]} */ (findAll(this, 'a'))
    /** @type {Map<Element, HTMLAnchorElement>} */
    const linkOf = new Map()
    for (const link of links) {
      const heading = targetOf(link.hash)
      if (heading) linkOf.set(heading, link)
    }
    const mark = () => {
      const line = innerHeight * READING_LINE
      let read = null
      for (const heading of linkOf.keys()) if (heading.getBoundingClientRect().top <= line) read = heading
      for (const [heading, link] of linkOf) {
        if (heading === read) link.setAttribute('aria-current', 'location')
        else link.removeAttribute('aria-current')
      }
    }
    // The part of the screen above the line: a heading that enters or leaves it may change what is read.
    this.#observer = new IntersectionObserver(mark, {rootMargin: `0px 0px -${100 * (1 - READING_LINE)}% 0px`})
    for (const heading of linkOf.keys()) this.#observer.observe(heading)
  }

  disconnectedCallback() {
    this.#observer?.disconnect()
  }
}

/** A heading above this part of the screen's height is being read. */
const READING_LINE = 0.25

import {find} from './dom.js'

/**
 * Keeps the site for reading without a network, and says when a new release waits; it is taken when the reader says so, or
 * when no page of the old one is open any more.
 *
 * @attr worker  Where the service worker stands; without it, as while authors write, nothing is kept.
 */
export class SiteUpdateElement extends HTMLElement {
  connectedCallback() {
    const worker = this.getAttribute('worker')
    if (!worker || !navigator.serviceWorker) return
    // Not before the page is there: what is kept for later must not hold up what is read now.
    if (document.readyState === 'complete') void this.#register(worker)
    else addEventListener('load', () => void this.#register(worker), {once: true})
  }

  /** @param {string} address */
  async #register(address) {
    const asked = navigator.serviceWorker.register(address, {updateViaCache: 'none'})
    const registration = await asked.catch(() => undefined)
    if (!registration) return // refused, or no network on the first visit: the page reads as it is
    const offer = () => {
      // On the first visit there is no older release to replace.
      if (registration.waiting && navigator.serviceWorker.controller) this.#offer(registration.waiting)
    }
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer))
    offer()
    const {active} = await navigator.serviceWorker.ready
    active?.postMessage('keep-rest')
  }

  /**
   * Shows the notice; a style hides it while a drill runs.
   *
   * @param {ServiceWorker} waiting
   */
  #offer(waiting) {
    find(this, 'p').hidden = false
    find(this, 'button').addEventListener('click', () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {once: true})
      waiting.postMessage('take-over')
    })
  }
}

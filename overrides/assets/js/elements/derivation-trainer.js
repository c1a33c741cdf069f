import {isRecord} from '../core/plain.js'
import {sharedStore} from '../store/shared.js'

/**
 * A derivation to read, to put in order, to fill in and to write on a blank page. Without a script it is read; what
 * it takes to practise is loaded when its box is opened.
 *
 * @attr id        The permanent id, under which practice is kept.
 * @attr revision  Of its steps; practice of another one counts no more.
 * @attr stage     The one that is shown.
 */
export class DerivationTrainerElement extends HTMLElement {
  async connectedCallback() {
    const store = await sharedStore()
    const kept = await store.readDraft(`derivation:${this.id}`)
    const box = this.closest('details')
    if (box && isRecord(kept) && kept.open === true) box.open = true
    if (!box || box.open) return this.#practise(store, kept)
    box.addEventListener('toggle', () => void this.#practise(store, kept), {once: true})
  }

  /** @param {import('../store/index.js').Store} store @param {unknown} kept */
  async #practise(store, kept) {
    try {
      const {DerivationPractice} = await import('./derivation-practice.js')
      new DerivationPractice(this, store, kept).begin()
    } catch (error) {
      if (`${error}`.includes('Inconsistent:')) throw error
      // Offline or blocked: it can still be read.
    }
  }
}

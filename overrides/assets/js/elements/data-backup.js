import {BackupError, MAX_LENGTH, readBackup} from '../core/backup.js'
import {sharedStore} from '../store/shared.js'
import {saveBackup} from './backup-file.js'
import {actOf, find, showOnly} from './dom.js'

/**
 * A backup to a file, and a restore that adds what is missing and takes nothing away.
 *
 * @attr ready  Its figures are shown; until then their room is kept.
 */
export class DataBackupElement extends HTMLElement {
  /** @type {import('../store/index.js').Store | null} */
  #store = null

  async connectedCallback() {
    this.#store = await sharedStore()
    find(this, '[data-tools]').hidden = false
    find(this, '[data-facts]').hidden = false
    this.addEventListener('click', event => void this.#act(actOf(event)))
    this.addEventListener('change', this)
    this.#store.addEventListener('change', event => {
      if (!('draft' in /** @type {CustomEvent} */ (event).detail)) void this.#draw()
    })
    this.#store.addEventListener('trouble', () => void this.#draw())
    await this.#draw()
    this.toggleAttribute('ready', true)
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (find(this, 'input[type="file"]'))
  }

  /** @param {string | null} act */
  async #act(act) {
    if (act === 'choose') this.#input.click()
    if (act === 'backup' && this.#store) await saveBackup(this.#store)
  }

  async handleEvent() {
    const [file] = this.#input.files ?? []
    if (!file) return
    find(this, '[data-done]').hidden = true
    showOnly(this, 'data-error', null)
    try {
      if (file.size > MAX_LENGTH) throw new BackupError('too-large')
      const {events, skipped} = readBackup(await file.text())
      const {added} = (await this.#store?.merge(events)) ?? {added: 0}
      find(this, '[data-added]').textContent = String(added)
      find(this, '[data-skipped]').textContent = String(skipped)
      find(this, '[data-done]').hidden = false
    } catch (error) {
      if (!(error instanceof BackupError)) throw error
      showOnly(this, 'data-error', error.code)
    }
    this.#input.value = '' // so that the same file can be chosen again
  }

  async #draw() {
    if (!this.#store) return
    const {kind, persisted} = this.#store.state
    const events = await this.#store.events()
    const damaged = await this.#store.damaged()
    find(this, '[data-count]').textContent = String(events.length)
    showOnly(this, 'data-kind', kind === 'memory' ? 'memory' : persisted ? 'persisted' : 'saved')
    find(this, '[data-damaged]').hidden = damaged.length === 0
    find(this, '[data-damaged-count]').textContent = String(damaged.length)
  }
}

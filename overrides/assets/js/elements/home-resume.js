import {reduceHistory} from '../core/history.js'
import {sharedStore} from '../store/shared.js'
import {find, findAll, languageOf} from './dom.js'

const DAY_MS = 86_400_000

/** A list of papers, with where the reader stands on each; on the home page, what to do next. */
export class HomeResumeElement extends HTMLElement {
  /** Papers that were looked for in the whole list. @type {Set<string>} */
  #sought = new Set()

  async connectedCallback() {
    const store = await sharedStore()
    const draw = async () => {
      const running = (await store.drafts()).filter(({key}) => key.startsWith('drill:')).map(({key}) => key.slice('drill:'.length))
      await this.#bring(running)
      this.#draw(await store.events(), new Set(running))
    }
    store.addEventListener('change', () => void draw())
    await draw()
  }

  /**
   * The home page lists few papers: brings the rows of others, where a drill is unfinished, from the page that lists
   * all of them.
   *
   * @param {string[]} papers
   */
  async #bring(papers) {
    const all = /** @type {HTMLAnchorElement | null} */ (this.querySelector('a[data-all]'))
    const missing = papers.filter(paper => !this.#sought.has(paper) && !this.querySelector(`li[data-paper="${CSS.escape(paper)}"]`))
    if (!all || missing.length === 0) return
    for (const paper of missing) this.#sought.add(paper)
    try {
      const page = await (await fetch(all.href)).text()
      // Without its head: the policy of this page admits no other page's styles.
      const [main = ''] = /<main[^]*<\/main>/.exec(page) ?? []
      const whole = new DOMParser().parseFromString(main, 'text/html')
      for (const paper of missing) {
        const row = whole.querySelector(`li[data-paper="${CSS.escape(paper)}"]`)
        const link = row?.querySelector('a')
        if (!row || !link) continue
        link.href = new URL(link.getAttribute('href') ?? '', all.href).href
        find(this, '.papers').prepend(row)
      }
    } catch {
      // Without a connection the papers of this page are all there is to show.
    }
  }

  /**
   * @param {import('../core/events.js').Event[]} events
   * @param {Set<string>} unfinished  Papers.
   */
  #draw(events, unfinished) {
    const drilledAt = new Map(
      reduceHistory(events).drills
        .filter(({endedAt, outcome}) => endedAt !== null && outcome !== 'abandoned')
        .reverse() // the newest last, and so the one that stays
        .map(({paper, at}) => [paper, at]),
    )
    const when = new Intl.RelativeTimeFormat(languageOf(this), {numeric: 'auto'})
    const rows = findAll(this, 'li[data-paper]')
    for (const row of rows) {
      const paper = row.dataset.paper ?? ''
      const at = drilledAt.get(paper)
      const standing = unfinished.has(paper) ? 'running' : at !== undefined ? 'done' : 'new'
      const shown = row.querySelector('[data-state]')
      if (standing !== row.dataset.standing) shown?.remove()
      row.dataset.standing = standing
      if (standing === 'new') continue
      const said = standing === shown?.getAttribute('data-state') ? shown : this.#standing(row, standing)
      if (at !== undefined && standing === 'done') find(said, '[data-when]').textContent = when.format(-daysBetween(at, Date.now()), 'day')
    }
    this.#offer(rows)
  }

  /**
   * Puts the words for a standing into a row.
   *
   * @param {HTMLElement} row
   * @param {string} standing
   */
  #standing(row, standing) {
    const words = /** @type {Element} */ (find(this, `p[hidden] > [data-state="${standing}"]`).cloneNode(true))
    find(row, 'a').after(words)
    return words
  }

  /**
   * Shows the panel that says what to do next, if the page has one.
   *
   * @param {HTMLElement[]} rows
   */
  #offer(rows) {
    const panels = findAll(this, '.panel[data-state]')
    /** @param {string} standing */
    const first = standing => rows.find(row => row.dataset.standing === standing)
    const next = first('running') ?? first('new') ?? rows[0]
    const state = first('running') ? 'running' : first('done') ? 'done' : 'new'
    for (const panel of panels) {
      panel.hidden = panel.dataset.state !== state
      const link = /** @type {HTMLAnchorElement} */ (find(next, 'a'))
      find(panel, 'a[data-next]').setAttribute('href', link.href)
      const name = panel.querySelector('[data-paper]')
      if (name) name.textContent = link.textContent
    }
  }
}

/**
 * Whole days by the calendar of the device, not spans of 24 hours.
 *
 * @param {number} fromMs
 * @param {number} toMs
 */
function daysBetween(fromMs, toMs) {
  return Math.round((new Date(toMs).setHours(0, 0, 0, 0) - new Date(fromMs).setHours(0, 0, 0, 0)) / DAY_MS)
}

import {startClock, stopClock} from '../core/clock.js'
import {wakeClock} from '../core/clock-repair.js'
import {uuid7} from '../core/ids.js'
import {markRunning} from '../store/running.js'
import {sharedStore} from '../store/shared.js'
import {allowNotifications, keepAwake} from './alerts.js'
import {actOf, find, findAll, showOnly} from './dom.js'
import {isDrillState} from './drill-state.js'
import {targetOf} from './place.js'

/**
 * @typedef {import('./drill-state.js').DrillState} DrillState
 * @typedef {HTMLElement & {show(state: DrillState, paper: string): void, rest?(): void}} Stage
 */

const MINUTE_MS = 60_000
/** After so long the last words of the tab that held the drill are stored. */
const LAST_WORDS_MS = 300
/** How often a tab that follows looks whether the other one has gone. */
const RETRY_MS = 1000

/**
 * The drill of one paper: start, run, review, discussion, rubric, card. It owns the state and the store; the stages
 * inside it show the state and tell what changed.
 *
 * @attr paper  Slug of the paper.
 * @attr stage  What is in view; absent while the paper is studied.
 */
export class PaperDrillElement extends HTMLElement {
  /** @type {DrillState | null} */
  #state = null
  /** @type {import('../store/index.js').Store | null} */
  #store = null
  /** @type {import('../store/channel.js').Hold | null} */
  #hold = null
  #starting = false
  #retryTimer = 0
  #cleanup = new AbortController()

  get paper() {
    return this.getAttribute('paper') ?? ''
  }

  get #key() {
    return `drill:${this.paper}`
  }

  async connectedCallback() {
    const {signal} = this.#cleanup
    this.addEventListener('click', event => void this.#act(actOf(event)), {signal})
    this.addEventListener('change', this, {signal})
    this.addEventListener('drill-change', event => this.#change(/** @type {CustomEvent} */ (event).detail), {signal})
    this.addEventListener('drill-log', event => void this.#log(/** @type {CustomEvent} */ (event).detail), {signal})
    addEventListener('hashchange', () => this.#readAddress(), {signal})
    this.#store = await sharedStore()
    this.#store.addEventListener('change', event => void this.#hear(/** @type {CustomEvent} */ (event).detail), {signal})
    const draft = await this.#store.readDraft(this.#key)
    find(this, '.dock').hidden = false
    this.toggleAttribute('ready', true)
    if (this.#isOurs(draft)) await this.#reclaim()
    else {
      this.#showStage('start')
      this.#readAddress()
    }
    document.documentElement.removeAttribute('data-unearned')
  }

  disconnectedCallback() {
    this.#cleanup.abort()
    clearTimeout(this.#retryTimer)
    this.#hold?.release()
  }

  /** @param {Event} event */
  handleEvent(event) {
    const input = /** @type {HTMLInputElement} */ (event.target)
    if (input.name === 'mode') showOnly(find(this, '.start'), 'data-mode', input.value)
    if (input.name === 'notify' && input.checked) void allowNotifications().then(allowed => (input.checked = allowed))
  }

  /** @param {string | null} act */
  async #act(act) {
    if (act === 'start') await this.#start()
    else if (act === 'take') await this.#take()
    else if (act === 'close') await this.#abandon()
    else if (act === 'study') this.#study()
  }

  async #start() {
    if (this.#starting) return // a double click would wait for a hold that is ours
    this.#starting = true
    await this.#claim()
    const card = await this.#lastQuestion()
    this.#starting = false
    if (this.#hold?.held === false) {
      await this.#follow()
      if (this.#state) return
      // The other tab cannot share what it does: storage is refused. Then each works for itself.
      this.#hold = {held: true, release() {}}
    }
    const panel = find(this, '.start')
    const value = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (find(panel, `[name="${name}"]`))
    const pace = Number(value('pace').value)
    const mode = /** @type {HTMLInputElement} */ (find(panel, '[name="mode"]:checked')).value
    const phases = findAll(this, 'drill-run .strip li').map(({dataset: {phase: id = ''}}) => {
      return {id, ms: Number(find(this, `.phase[data-phase="${id}"]`).dataset.minutes) * MINUTE_MS}
    })
    const nowMs = Date.now()
    const id = uuid7(nowMs, crypto.getRandomValues(new Uint8Array(10)))
    const clock = startClock(phases, {nowMs, factor: pace || 1, limited: pace > 0})
    const options = Object.fromEntries(['sound', 'notify', 'awake', 'keys'].map(name => [name, value(name).checked]))
    const data = {drill: id, mode, factor: clock.factor, limited: clock.limited}
    this.#open({
      id, clock, options, mode: mode === 'cold' ? 'cold' : 'guided', stage: 'run', seenMs: nowMs, words: {}, ticks: {},
      discussion: null, rubric: {scores: {}, note: ''}, card,
    })
    this.#save()
    scrollTo({top: 0})
    find(this, '.phase:not([hidden]) .phase__title').focus({preventScroll: true})
    await this.#log({type: 'drill-started', data})
  }

  /** The question to the authors that was written last; it comes from no phase, so it is offered again. */
  async #lastQuestion() {
    const events = (await this.#store?.events()) ?? []
    const last = events.filter(({type, subject}) => type.startsWith('card-') && subject === this.paper).at(-1)
    const question = last?.data.question
    return typeof question === 'string' ? {question} : null
  }

  /** @param {DrillState} state */
  #open(state) {
    this.#state = state
    this.#showStage(state.stage)
  }

  /** @param {Partial<DrillState>} patch */
  #change(patch) {
    if (!this.#state || !this.#hold?.held) return
    if (patch.stage === 'finished') return void this.#finish()
    const before = this.#state.stage
    this.#state = {...this.#state, ...patch}
    this.#save()
    if (this.#state.stage === before) return
    this.#showStage(this.#state.stage)
    scrollTo({top: 0})
    find(this, `[data-stage="${this.#state.stage}"] :is(h2, .discussion__ask)`).focus({preventScroll: true})
  }

  #save() {
    if (this.#state) this.#store?.saveDraft(this.#key, this.#state)
  }

  /** @param {{type: string, subject?: string, data: object}} entry */
  async #log({type, subject = this.paper, data}) {
    if (this.#state && this.#hold?.held) await this.#store?.append(type, subject, {drill: this.#state.id, ...data})
  }

  /** @param {string} stage */
  #showStage(stage) {
    const studying = stage === 'start'
    const following = this.#hold?.held === false
    markRunning(this.paper, !studying && this.#state !== null)
    if (studying) document.documentElement.removeAttribute('data-drilling')
    else document.documentElement.dataset.drilling = stage
    this.toggleAttribute('stage', !studying)
    if (!studying) this.setAttribute('stage', stage)
    find(this, 'drill-run').toggleAttribute('following', following)
    find(this, '[data-elsewhere]').hidden = !following
    clearTimeout(this.#retryTimer)
    if (following) this.#retryTimer = setTimeout(() => void this.#reclaim(), RETRY_MS)
    for (const each of findAll(this, '[data-stage]')) {
      each.hidden = each.dataset.stage !== stage
      each.inert = following && stage !== 'run' // the run can still be read, and changes nothing
      const element = /** @type {Stage} */ (each)
      if (each.hidden) element.rest?.()
      else if (this.#state && element.show) element.show(this.#state, this.paper)
    }
    void keepAwake(stage === 'run' && this.#state?.options.awake === true)
  }

  /** Closes the drill without its end; what was written goes into the history. */
  async #abandon() {
    if (this.#state) {
      const {words, clock} = this.#state
      const {spentMs} = stopClock(clock, Date.now())
      void this.#log({type: 'drill-ended', data: {outcome: 'abandoned', words, spentMs}})
    }
    await this.#finish('start')
  }

  async #finish(stage = 'finished') {
    this.#state = null // before anything is awaited: a second click ends nothing
    await this.#store?.removeDraft(this.#key)
    this.#hold?.release()
    this.#hold = null
    this.#showStage(stage)
    scrollTo({top: 0})
    if (stage === 'finished') find(this, '#drill-finished').focus({preventScroll: true})
  }

  #study() {
    if (location.hash === '#cold') history.replaceState(null, '', location.pathname)
    for (const each of findAll(this, '[data-study]')) each.hidden = true
    this.#showStage('start')
    targetOf(location.hash)?.scrollIntoView()
  }

  /** `#cold` opens the paper with nothing of it in view. */
  #readAddress() {
    if (this.#state) return
    if (location.hash !== '#cold') {
      if (targetOf(location.hash)?.contains(this)) return // the skip link asks for no more than is in view
      if (this.getAttribute('stage') === 'start') this.#study()
      return
    }
    const choice = /** @type {HTMLInputElement} */ (find(this, '[name="mode"][value="cold"]'))
    choice.checked = true
    showOnly(find(this, '.start'), 'data-mode', 'cold')
    document.documentElement.dataset.drilling = 'start'
    this.setAttribute('stage', 'start')
    for (const each of findAll(this, '[data-study]')) each.hidden = false
  }

  /** One tab at a time runs a drill; another one follows it. */
  async #claim() {
    if (!this.#hold) await this.#tryHold()
  }

  /** @returns {Promise<boolean>}  False where it was taken over meanwhile: then there is nothing to read again. */
  async #tryHold() {
    const hold = (await this.#store?.hold(this.#key, () => void this.#lose())) ?? null
    if (this.#hold?.held) return false
    this.#hold = hold
    return true
  }

  /** Goes on with what is stored; here, unless another tab holds it still. */
  async #reclaim() {
    if (await this.#tryHold()) await this.#follow()
  }

  async #take() {
    clearTimeout(this.#retryTimer)
    find(this, '[data-elsewhere]').hidden = true // a second click would take it from ourselves
    this.#hold = (await this.#store?.take(this.#key, () => void this.#lose())) ?? null
    await new Promise(resolve => setTimeout(resolve, LAST_WORDS_MS))
    await this.#follow()
  }

  async #lose() {
    this.#hold = {held: false, release() {}}
    if (this.#state) this.#showStage(this.#state.stage)
  }

  /** @param {import('../store/index.js').Change} change */
  async #hear(change) {
    const ours = ('draft' in change && change.draft === this.#key) || 'all' in change
    if (!ours || this.#hold?.held) return
    const draft = await this.#store?.readDraft(this.#key)
    // A database that opened late has it from this tab's own past, not from another tab.
    if (this.#isOurs(draft)) await this.#claim()
    if (!this.#hold?.held || !this.#state) await this.#follow()
  }

  /**
   * Whether a draft is a drill of the phases that this page has; what is not is left alone.
   *
   * @param {unknown} draft
   * @returns {draft is DrillState}
   */
  #isOurs(draft) {
    const ids = findAll(this, 'drill-run .strip li').map(each => each.dataset.phase)
    return isDrillState(draft) && String(draft.clock.phases.map(({id}) => id)) === String(ids)
  }

  /** Opens the drill as it was stored last, by this tab or the one that holds it. */
  async #follow() {
    const draft = await this.#store?.readDraft(this.#key)
    if (this.#isOurs(draft)) {
      this.#hold ??= {held: false, release() {}}
      const {clock, seenMs} = draft
      this.#open({...draft, clock: this.#hold.held ? wakeClock(clock, Date.now(), seenMs) : clock})
    } else {
      const followed = this.#state !== null
      this.#hold?.release()
      this.#hold = null
      this.#state = null
      if (followed) this.#showStage('start')
    }
  }
}

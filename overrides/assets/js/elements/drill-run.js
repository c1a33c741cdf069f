import {
  FACTORS, limitClock, nextPhase, pauseClock, resumeClock, stopClock, stretchClock, unlimitClock,
} from '../core/clock.js'
import {announcements, readClock} from '../core/clock-reading.js'
import {clockText, elapsedText} from '../core/format.js'
import {chime, keepAwake, notify} from './alerts.js'
import {actOf, find, findAll, showOnly} from './dom.js'
import {tellChange, tellLog} from './drill-state.js'
import {Wall} from './wall.js'

/** @typedef {import('./drill-state.js').DrillState} DrillState */

const TICK_MS = 250
/** What was spoken stands to be read for so long; that the clock is paused, until it runs. */
const SAID_MS = 10_000
/** How often the draft learns the time, for the day the system clock is set back while the page is closed. */
const SEEN_MS = 5000

/**
 * The six phases against the clock.
 *
 * @attr following  Another tab holds the drill; this one shows it.
 */
export class DrillRunElement extends HTMLElement {
  /** @type {DrillState | null} */
  #state = null
  #timer = 0
  #saidMs = 0
  #wall = new Wall()
  /** @type {import('../core/clock-reading.js').Reading | null} */
  #reading = null
  #title = document.title
  #cleanup = new AbortController()

  connectedCallback() {
    const {signal} = this.#cleanup
    // The second click of a double click asks for nothing: a phase that was skipped does not come back.
    this.addEventListener('click', event => event.detail < 2 && this.#act(actOf(event)), {signal})
    this.addEventListener('input', this, {signal})
    document.addEventListener('keydown', event => this.#press(event), {signal})
    document.addEventListener('visibilitychange', () => this.#tick(document.hidden), {signal})
  }

  disconnectedCallback() {
    this.rest()
    this.#cleanup.abort()
  }

  /** @param {DrillState} state */
  show(state) {
    this.#state = state
    this.#wall = new Wall()
    this.setAttribute('mode', state.mode)
    showOnly(find(this, '.eyebrow'), 'data-mode', state.mode)
    const following = this.hasAttribute('following')
    for (const field of this.#fields) {
      if (following || field !== document.activeElement) field.value = state.words[field.name] ?? ''
      field.readOnly = following
    }
    const keys = /** @type {HTMLInputElement} */ (find(this, '[name="run-keys"]'))
    keys.checked = state.options.keys !== false
    for (const link of findAll(this, '.read a')) link.setAttribute('target', '_blank') // the drill stays open
    this.#draw()
    clearInterval(this.#timer)
    this.#timer = setInterval(() => this.#tick(), TICK_MS)
  }

  /** Stops looking at the clock: the drill is elsewhere now. */
  rest() {
    clearInterval(this.#timer)
    if (this.#state) document.title = this.#title
    this.#state = null
    this.#reading = null
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (!this.#state) return
    const input = /** @type {HTMLInputElement} */ (event.target)
    if (input.name === 'run-pace') this.#pace(Number(input.value))
    else if (input.name === 'run-keys') this.#tell({options: {...this.#state.options, keys: input.checked}})
    else if (input.localName === 'textarea') this.#tell({words: {...this.#state.words, [input.name]: input.value}})
  }

  get #fields() {
    return /** @type {HTMLTextAreaElement[]} */ (findAll(this, '.phase textarea'))
  }

  /** @param {Partial<DrillState>} patch */
  #tell(patch) {
    if (!this.#state || this.hasAttribute('following')) return
    this.#state = {...this.#state, seenMs: Date.now(), ...patch}
    tellChange(this, {seenMs: this.#state.seenMs, ...patch})
  }

  /** @param {string | null} act */
  #act(act) {
    if (!this.#state || this.hasAttribute('following')) return
    const {clock} = this.#state
    const nowMs = Date.now()
    if (act === 'pause') this.#set(pauseClock(clock, nowMs), 'paused')
    else if (act === 'resume') this.#set(resumeClock(clock, nowMs), 'resumed')
    else if (act === 'stop') this.#set(stopClock(clock, nowMs))
    else if (act === 'next') {
      this.#set(nextPhase(clock, nowMs), 'next')
      if (this.#state) find(this, '.phase.is-now .phase__title').focus()
    }
    if (act === 'pause' || act === 'resume') find(this, `[data-act="${act === 'pause' ? 'resume' : 'pause'}"]`).focus()
  }

  /** @param {number} factor  0 takes the limits away. */
  #pace(factor) {
    if (!this.#state) return
    const nowMs = Date.now()
    const {clock} = this.#state
    if (factor === 0) this.#set(unlimitClock(clock, nowMs))
    else this.#set(stretchClock(clock.limited ? clock : limitClock(clock, nowMs), factor, nowMs))
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    // AltGr, which is Control and Alt on some systems, types letters; so does Option, with a dead key for ñ.
    const types = event.ctrlKey || event.getModifierState('AltGraph') || event.key === 'Dead'
    const alt = event.altKey && !types
    if (!this.#state || this.hidden || !alt || this.#state.options.keys === false) return
    const {clock} = this.#state
    if (event.code === 'KeyN') this.#act('next')
    else if (event.code === 'KeyP') this.#act(clock.running ? 'pause' : 'resume')
    else if (event.code === 'KeyX') this.#pace((clock.limited && FACTORS[FACTORS.indexOf(clock.factor) + 1]) || 0)
    else return
    event.preventDefault()
  }

  /**
   * @param {DrillState['clock']} clock
   * @param {string} [say]
   */
  #set(clock, say) {
    this.#tell({clock})
    this.#draw(say)
    if (clock.outcome) this.#end(clock)
  }

  /** @param {boolean} [leaving]  Whether the draft must learn the time now. */
  #tick(leaving = false) {
    if (!this.#state || this.hidden) return
    const {clock, seenMs, options} = this.#state
    const now = this.#wall.look(clock)
    if (now !== clock || leaving || Math.abs(Date.now() - seenMs) > SEEN_MS) this.#tell({clock: now})
    this.#draw()
    if (options.awake) void keepAwake(true)
    if (now.outcome && now !== clock) this.#end(now)
  }

  /** @param {DrillState['clock']} clock */
  #end(clock) {
    if (!this.#state || this.hasAttribute('following')) return
    tellLog(this, {type: 'drill-ended', data: {outcome: clock.outcome, words: this.#state.words, spentMs: clock.spentMs}})
    this.#tell({stage: 'review'})
  }

  /** @param {string} [say] */
  #draw(say) {
    if (!this.#state) return
    const {clock} = this.#state
    const reading = readClock(clock, Date.now())
    const phaseText = clock.limited ? clockText(reading.phaseLeftMs) : elapsedText(reading.phaseElapsedMs)
    for (const shown of findAll(this, '[data-clock="phase"]')) write(shown, phaseText)
    write(find(this, '[data-clock="total"]'), clockText(reading.totalLeftMs))
    for (const total of findAll(this, '.clock__total')) total.hidden = total.hasAttribute('data-clock-free') === clock.limited
    this.toggleAttribute('paused', !clock.running)
    find(this, '[data-act="pause"]').hidden = !clock.running
    find(this, '[data-act="resume"]').hidden = clock.running
    this.#drawPhases(reading, clock.phases.map(({id}) => find(this, `.phase[data-phase="${id}"]`)))
    const choice = /** @type {HTMLInputElement} */ (find(this, `[name="run-pace"][value="${clock.limited ? clock.factor : 0}"]`))
    choice.checked = true
    const name = find(this, `.strip [data-phase="${reading.phase}"] span`).textContent ?? ''
    document.title = `${phaseText} · ${name} · ${this.#title}`
    this.#speak(reading, say)
    if (clock.running && Date.now() - this.#saidMs > SAID_MS) write(find(this, '[data-said]'), '')
    this.#reading = reading
  }

  /**
   * @param {import('../core/clock-reading.js').Reading} reading
   * @param {HTMLElement[]} phases  In the order of the clock.
   */
  #drawPhases({index, fraction}, phases) {
    findAll(this, '.strip li').forEach((segment, at) => {
      segment.classList.toggle('is-past', at < index)
      segment.classList.toggle('is-now', at === index)
      if (at === index) segment.setAttribute('aria-current', 'step')
      else segment.removeAttribute('aria-current')
      segment.style.setProperty('--at', at === index ? `${(fraction * 100).toFixed(1)}%` : '0%')
    })
    phases.forEach((phase, at) => {
      // The latest comes first, for the eye and for Tab; the one before it may be typed into, and is not moved.
      if (at <= index && !phase.matches('.is-now, .is-past')) find(this, '.phases').prepend(phase)
      phase.hidden = at > index
      phase.classList.toggle('is-now', at === index)
      phase.classList.toggle('is-past', at < index)
    })
    // Somebody may be typing into the phase that has just ended: the words stay where they are seen.
    const typing = phases.slice(0, index).find(phase => phase.contains(document.activeElement))
    if (typing && this.#reading && this.#reading.index !== index) document.activeElement?.scrollIntoView({block: 'center'})
    const next = phases[index + 1]
    const name = next ? find(this, `.strip [data-phase="${next.dataset.phase}"] span`).textContent : ''
    write(find(this, '[data-next-name]'), name ? `: ${name}` : '')
  }

  /**
   * Says what is worth saying, and nothing else: a clock that speaks every second cannot be lived with.
   *
   * @param {import('../core/clock-reading.js').Reading} reading
   * @param {string} [say]  What the reader did: `paused`, `resumed` or `next`.
   */
  #speak(reading, say) {
    const codes = this.#reading ? announcements(this.#reading, reading) : []
    const names = codes.map(code => (code === 'phase' ? `phase-${reading.phase}` : code))
    if (say && say !== 'next') names.push(say)
    if (names.length === 0) return
    const words = names.map(each => find(this, `[data-say="${each}"]`).textContent)
    find(this, '[data-said]').textContent = words.join('. ')
    // A reader who moved on is at the title of the phase, and hears that.
    find(this, '[data-speak]').textContent = (say === 'next' ? words.filter((_, at) => codes[at] !== 'phase') : words).join('. ')
    this.#saidMs = Date.now()
    if (codes.length === 0) return
    if (this.#state?.options.sound) chime()
    if (this.#state?.options.notify) notify(words.join('. '))
  }
}

/**
 * Writes only what changed, so that nothing is read out twice.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text
}

import {isRecord} from './plain.js'

/**
 * Where a derivation stands that is being practised.
 *
 * @typedef {'read' | 'order' | 'fill' | 'blank'} Stage
 * @typedef {{line: string, principle: string}} Choice  Ids of a step or a wrong line, and of a step with that principle.
 * @typedef {'' | 'right' | 'shown' | 'judge' | 'had' | 'missed'} Fate  Of a line on the blank page; empty while it is written.
 *
 * @typedef {{text: string, fate: Fate}} Line
 *
 * @typedef {object} Draft  Ids, and what the reader typed: both languages find it.
 * @property {number} revision
 * @property {boolean} open
 * @property {Stage} stage
 * @property {{ids: string[] | null, checked: boolean}} order  Null where nothing was moved.
 * @property {{level: number, at: number, choices: Record<string, Choice>, checked: boolean}} fill  `at` counts the hidden lines.
 * @property {{at: number, lines: Record<string, Line>}} blank
 *
 * @typedef {object} DerivationKey
 * @property {Record<string, string[]>} needs  By step, in their order.
 * @property {Record<string, string>} principles  By step: the first step with the same one.
 */

/** @type {readonly Stage[]} */
export const STAGES = ['read', 'order', 'fill', 'blank']
/** @type {readonly unknown[]} */
const FATES = ['', 'right', 'shown', 'judge', 'had', 'missed']

/**
 * @param {number} revision
 * @returns {Draft}
 */
export function freshDraft(revision) {
  return {
    revision, open: false, stage: 'read',
    order: {ids: null, checked: false},
    fill: {level: 1, at: 0, choices: {}, checked: false},
    blank: {at: 0, lines: {}},
  }
}

/**
 * What was kept, as far as it fits the derivation; the rest begins afresh.
 *
 * @param {unknown} kept
 * @param {number} revision
 * @param {readonly string[]} steps
 * @returns {Draft}
 */
export function readDraft(kept, revision, steps) {
  const draft = freshDraft(revision)
  if (!isRecord(kept) || kept.revision !== revision) return draft
  const {open, stage, order, fill, blank} = kept
  draft.open = open === true
  if (STAGES.some(each => each === stage)) draft.stage = /** @type {Stage} */ (stage)
  if (isRecord(order) && Array.isArray(order.ids) && order.ids.every(isText)) {
    draft.order = {ids: order.ids, checked: order.checked === true}
  }
  if (isRecord(fill) && isCount(fill.level, steps.length) && fill.level > 0 && isCount(fill.at, fill.level) && isRecord(fill.choices)) {
    draft.fill = {level: fill.level, at: fill.at, choices: ofSteps(fill.choices, steps, isChoice), checked: fill.checked === true}
    const marked = hiddenOf(steps, fill.level).slice(0, fill.at + Number(draft.fill.checked))
    if (marked.some(id => !draft.fill.choices[id])) draft.fill = freshDraft(revision).fill
  }
  if (isRecord(blank) && isCount(blank.at, steps.length) && isRecord(blank.lines)) {
    draft.blank = {at: blank.at, lines: ofSteps(blank.lines, steps, isLine)}
  }
  return draft
}

/**
 * The steps that are hidden: the last ones.
 *
 * @param {readonly string[]} steps
 * @param {number} level  How many.
 */
export function hiddenOf(steps, level) {
  return steps.slice(Math.max(0, steps.length - level))
}

/**
 * What of a choice is right.
 *
 * @param {Choice | undefined} choice
 * @param {string} step
 * @param {DerivationKey} key
 */
export function markChoiceOf(choice, step, {principles}) {
  return {line: choice?.line === step, principle: choice?.principle === principles[step]}
}

/**
 * From 0 to 1: half of each hidden step is its line, half its principle.
 *
 * @param {Draft['fill']} fill
 * @param {DerivationKey} key
 */
export function fillScore({level, choices}, key) {
  const hidden = hiddenOf(Object.keys(key.needs), level)
  const right = hidden.map(step => markChoiceOf(choices[step], step, key))
  return right.reduce((sum, {line, principle}) => sum + Number(line) + Number(principle), 0) / (2 * hidden.length)
}

/**
 * How many lines of the page the reader had, and of how many that is their own word.
 *
 * @param {Draft['blank']} blank
 */
export function blankTally({lines}) {
  const fates = Object.values(lines).map(({fate}) => fate)
  const count = (/** @type {Fate[]} */ ...counted) => fates.filter(fate => counted.includes(fate)).length
  return {had: count('right', 'had'), self: count('had', 'missed')}
}

/**
 * The stages that were passed: everything right, and of the third with every line hidden.
 *
 * @param {Iterable<import('./events.js').Event>} events
 * @param {string} id
 * @param {number} revision
 * @param {number} steps
 * @returns {Set<unknown>}
 */
export function passedStages(events, id, revision, steps) {
  const passed = new Set()
  for (const {type, subject, data} of events) {
    if (type !== 'derivation-practised' || subject !== id || data.revision !== revision) continue
    if (typeof data.score === 'number' && data.score >= 1 && (data.stage !== 'fill' || data.level === steps)) passed.add(data.stage)
  }
  return passed
}

/** @param {unknown} value @returns {value is string} */
const isText = value => typeof value === 'string'

/** @param {unknown} value @param {number} most @returns {value is number} */
const isCount = (value, most) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most

/** @param {unknown} value @returns {value is Choice} */
const isChoice = value => isRecord(value) && isText(value.line) && isText(value.principle)

/** @param {unknown} value @returns {value is Line} */
const isLine = value => isRecord(value) && isText(value.text) && FATES.includes(value.fate)

/**
 * @template T
 * @param {object} kept
 * @param {readonly string[]} steps
 * @param {(value: unknown) => value is T} test
 * @returns {Record<string, T>}
 */
function ofSteps(kept, steps, test) {
  /** @type {Record<string, T>} */
  const found = {}
  for (const [id, value] of Object.entries(kept)) if (steps.includes(id) && test(value)) found[id] = value
  return found
}

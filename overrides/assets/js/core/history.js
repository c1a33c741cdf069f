import {compareEvents, VERSION} from './events.js'
import {isRecord} from './plain.js'

/**
 * @typedef {import('./events.js').Event} Event
 *
 * @typedef {object} Answer  A follow-up, as it was answered in a drill.
 * @property {string} item
 * @property {string} text
 * @property {number} seconds
 * @property {number[]} units  Those that were ticked.
 * @property {number} of
 * @property {'remembered' | 'forgotten'} outcome
 * @property {number} at
 *
 * @typedef {object} Drill
 * @property {string} id
 * @property {string} paper
 * @property {'guided' | 'cold' | null} mode  Null where the start is missing from the log.
 * @property {number} at
 * @property {number | null} endedAt
 * @property {'finished' | 'stopped' | 'abandoned' | null} outcome
 * @property {Record<string, string>} words  By phase.
 * @property {Record<string, number>} spentMs  By phase.
 * @property {Record<string, {units: number[], of: number, at: number}>} reviewed  By phase.
 * @property {{seed: number, order: string[], at: number} | null} discussion
 * @property {Answer[]} answers  In the order in which they were given.
 * @property {{scores: Record<string, number>, note: string, at: number} | null} rubric
 *
 * @typedef {{claim: string, equation: string, weakness: string, question: string, at: number}} Card
 * @typedef {{last: 'remembered' | 'forgotten', remembered: number, forgotten: number, at: number}} FollowUp
 * @typedef {{last: 'right' | 'wrong', right: number, wrong: number, answer: unknown, at: number}} Question
 *
 * @typedef {{score: number, best: number, times: number, level: number, at: number}} Practised  `level` is the highest that was all right.
 *
 * @typedef {object} History
 * @property {Drill[]} drills  The newest first.
 * @property {Record<string, Card>} cards  By paper.
 * @property {Record<string, FollowUp>} followUps  By item.
 * @property {Record<string, Question>} questions  By item.
 * @property {Record<string, Record<string, Practised>>} derivations  By derivation, then by stage.
 * @property {number} skipped  Events of a known type whose data is not what the type says.
 * @property {number} newer  Events of a known type that a newer version wrote.
 *
 * @typedef {Omit<History, 'drills'> & {drills: Map<string, Drill>, answers: [string, Answer][]}} Draft
 */

/**
 * What a log comes to. Where two events say different things the later one holds.
 *
 * @param {Iterable<Event>} events  In any order.
 * @returns {History}
 */
export function reduceHistory(events) {
  /** @type {Draft} Without a prototype, since ids from a backup are keys here. */
  const draft = {
    drills: new Map(),
    answers: [],
    cards: Object.create(null),
    followUps: Object.create(null),
    questions: Object.create(null),
    derivations: Object.create(null),
    skipped: 0,
    newer: 0,
  }
  for (const event of [...events].sort(compareEvents)) {
    const reduce = REDUCERS.get(event.type)
    if (!reduce) continue
    if (event.v > VERSION) draft.newer++
    else if (!reduce(draft, event)) draft.skipped++
  }
  const {drills, answers, ...rest} = draft
  for (const [drill, answer] of answers) drills.get(drill)?.answers.push(answer)
  return {...rest, drills: [...drills.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))}
}

/**
 * By type: enters an event, or returns false because its data is not what the type says.
 *
 * @type {Map<string, (draft: Draft, event: Event) => boolean>}
 */
const REDUCERS = new Map([
  ['drill-started', (draft, event) => {
    const {mode} = event.data
    if (mode !== 'guided' && mode !== 'cold') return false
    return change(draft, event, drill => { Object.assign(drill, {mode, at: event.at, paper: event.subject}) })
  }],
  ['drill-ended', (draft, event) => {
    const {outcome, words, spentMs} = event.data
    if (outcome !== 'finished' && outcome !== 'stopped' && outcome !== 'abandoned') return false
    if (!isRecordOf(words, isText) || !isRecordOf(spentMs, isNumber)) return false
    return change(draft, event, drill => { Object.assign(drill, {outcome, words, spentMs, endedAt: event.at}) })
  }],
  ['phase-reviewed', (draft, event) => {
    const {phase, units, of} = event.data
    if (!isText(phase) || !isListOf(units, isNumber) || !isNumber(of)) return false
    return change(draft, event, drill => { drill.reviewed[phase] = {units, of, at: event.at} })
  }],
  ['discussion-started', (draft, event) => {
    const {seed, order} = event.data
    if (!isNumber(seed) || !isListOf(order, isText)) return false
    return change(draft, event, drill => { drill.discussion = {seed, order, at: event.at} })
  }],
  ['follow-up-answered', (draft, {subject, at, data}) => {
    const {drill, text = '', seconds = 0, units, of, outcome} = data
    if (outcome !== 'remembered' && outcome !== 'forgotten') return false
    if (!isText(text) || !isNumber(seconds) || !isListOf(units, isNumber) || !isNumber(of)) return false
    const {remembered = 0, forgotten = 0} = draft.followUps[subject] ?? {}
    const tally = {remembered, forgotten}
    tally[outcome]++
    draft.followUps[subject] = {last: outcome, ...tally, at}
    // A follow-up may also be answered outside of any drill.
    if (isText(drill)) draft.answers.push([drill, {item: subject, text, seconds, units, of, outcome, at}])
    return true
  }],
  ['rubric-scored', (draft, event) => {
    const {scores, note = ''} = event.data
    if (!isRecordOf(scores, isNumber) || !isText(note)) return false
    return change(draft, event, drill => { drill.rubric = {scores, note, at: event.at} })
  }],
  ['card-saved', (draft, {subject, at, data}) => {
    const {claim = '', equation = '', weakness = '', question = ''} = data
    if (!isText(claim) || !isText(equation) || !isText(weakness) || !isText(question)) return false
    draft.cards[subject] = {claim, equation, weakness, question, at}
    return true
  }],
  ['card-removed', (draft, {subject}) => {
    delete draft.cards[subject]
    return true
  }],
  ['question-answered', (draft, {subject, at, data}) => {
    const {chosen, answer = chosen, right} = data
    if (!(Array.isArray(answer) || isRecord(answer)) || typeof right !== 'boolean') return false
    const seen = draft.questions[subject] ?? {right: 0, wrong: 0}
    const last = right ? 'right' : 'wrong'
    draft.questions[subject] = {right: seen.right, wrong: seen.wrong, last, answer, at}
    draft.questions[subject][last]++
    return true
  }],
  ['derivation-practised', (draft, {subject, at, data}) => {
    const {stage, score, level = 0} = data
    if (stage !== 'order' && stage !== 'fill' && stage !== 'blank') return false
    if (!isNumber(score) || score < 0 || score > 1 || !isNumber(level)) return false
    const stages = (draft.derivations[subject] ??= Object.create(null))
    const before = stages[stage] ?? {best: 0, times: 0, level: 0}
    const highest = score >= 1 ? Math.max(before.level, level) : before.level
    stages[stage] = {score, best: Math.max(before.best, score), times: before.times + 1, level: highest, at}
    return true
  }],
])

/**
 * Changes the drill that an event is about, which an event before it may not have told of: a
 * backup can be old, and a system clock set back.
 *
 * @param {Draft} draft
 * @param {Event} event
 * @param {(drill: Drill) => void} enter
 */
function change(draft, {subject, at, data: {drill: id}}, enter) {
  if (!isText(id)) return false
  const drill = draft.drills.get(id) ?? {
    id, paper: subject, mode: null, at, endedAt: null, outcome: null, words: {}, spentMs: {},
    reviewed: Object.create(null), discussion: null, answers: [], rubric: null,
  }
  draft.drills.set(id, drill)
  enter(drill)
  return true
}

/** @param {unknown} value @returns {value is string} */
const isText = value => typeof value === 'string'

/** Numbers whose sums are numbers too. @param {unknown} value @returns {value is number} */
const isNumber = value => typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER

/**
 * @template T
 * @param {unknown} value
 * @param {(entry: unknown) => entry is T} test
 * @returns {value is T[]}
 */
const isListOf = (value, test) => Array.isArray(value) && value.every(test)

/**
 * @template T
 * @param {unknown} value
 * @param {(entry: unknown) => entry is T} test
 * @returns {value is Record<string, T>}
 */
const isRecordOf = (value, test) => isRecord(value) && Object.values(value).every(test)

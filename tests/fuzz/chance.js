/** Makes up values, by a seeded generator: what JSON can hold, and events and backups that are nearly right. */

const TEXTS = [
  '', 'a', 'dpo', 'cold', 'finished', 'remembered', 'title', 'method', '__proto__', 'constructor', 'toString',
  'hasOwnProperty', '\ud800', '\udc00x', '\0', '\u2028', '🙂', 'ñ∇', '"\\', '</script>', '<img src=x onerror=hacked=1>',
  '<b id=hacked>b</b>', 'javascript:hacked=1', '"><svg onload=hacked=1>', '{{x}}', '$&', '%', '%E0%A4%A', '#', '# x\n---\n> y',
  '```\n<u>x</u>\n```', 'a\r\nb\rc', ' '.repeat(99), 'x'.repeat(300),
]
const NUMBERS = [0, -0, 1, -1, 4, 0.5, 7e4, 1e15, 8.64e15, 8.64e15 + 2, 2 ** 53, 1e300, 1.7e308, -1.7e308, 5e-324, NaN, Infinity]
const KEYS = [
  'drill', 'mode', 'outcome', 'words', 'spentMs', 'phase', 'units', 'of', 'seed', 'order', 'text', 'seconds', 'scores',
  'note', 'claim', 'equation', 'weakness', 'question', 'chosen', 'right', 'answer', 'sure', 'hints', 'revision', 'why', 'stage', 'score', 'level', 'title', 'constructor', 'toJSON', 'x',
]
const DATA = {
  'drill-started': {drill: 'd', mode: 'cold', factor: 1, limited: true},
  'drill-ended': {drill: 'd', outcome: 'finished', words: {title: 'w'}, spentMs: {title: 5}},
  'phase-reviewed': {drill: 'd', phase: 'title', units: [0], of: 3},
  'discussion-started': {drill: 'd', seed: 1, order: ['a']},
  'follow-up-answered': {drill: 'd', text: 't', seconds: 9, units: [1], of: 3, outcome: 'remembered'},
  'follow-up-left': {drill: 'd', text: 't'},
  'rubric-scored': {drill: 'd', scores: {a: 3}, note: 'n'},
  'card-saved': {claim: 'c', equation: 'e', weakness: 'w', question: 'q'},
  'card-skipped': {drill: 'd', claim: 'c', equation: 'e', weakness: 'w', question: 'q'},
  'card-removed': {},
  'question-answered': {answer: {choice: ['0']}, right: false, score: 0.5, sure: 'sure', hints: 1, revision: 1, why: 'w'},
  'derivation-practised': {stage: 'fill', score: 0.5, level: 2, revision: 1},
  'of-the-future': {any: {thing: [1]}},
}

/** @param {() => number} next  Whole numbers of 32 bits. */
export function chance(next) {
  const below = count => next() % count
  const pick = list => list[below(list.length)]
  const text = () => pick([() => pick(TEXTS), () => pick(TEXTS) + pick(TEXTS), () => String.fromCharCode(below(65536))])()
  const number = () => pick([() => pick(NUMBERS), () => below(100), () => next() * 2 ** below(40)])()
  const key = () => (below(4) ? pick(KEYS) : text())
  /** Whatever JSON, or a database, can hold. */
  const any = (depth = 0) => {
    if (depth > 3) return pick([null, true, '', 0])
    return pick([
      text, text, number, number, () => pick([null, true, false]),
      () => Array.from({length: below(4)}, () => any(depth + 1)),
      () => record(depth), () => deep(below(30)),
    ])()
  }
  const record = depth => {
    const made = {}
    for (let left = below(4); left > 0; left--) {
      Object.defineProperty(made, key(), {value: any(depth + 1), enumerable: true, configurable: true, writable: true})
    }
    return made
  }
  const deep = levels => (levels > 0 ? [deep(levels - 1)] : 'deep')
  /** Something of a value made otherwise, at any depth; the value itself is left alone. */
  const changed = value => {
    if (value === null || typeof value !== 'object' || below(5) === 0) return any()
    const copy = Array.isArray(value) ? [...value] : {...value}
    const names = Object.keys(copy)
    const name = names.length > 0 && below(6) ? pick(names) : Array.isArray(copy) ? copy.length : key()
    const what = below(8)
    if (what === 0 && !Array.isArray(copy)) delete copy[name]
    else if (what === 1) copy[name] = any()
    else Object.defineProperty(copy, name, {value: changed(copy[name]), enumerable: true, configurable: true, writable: true})
    return copy
  }
  const id = () => `0197f3c0-0000-7000-8000-${String(below(40)).padStart(12, '0')}`
  const subject = () => pick(['dpo', 'clip', 'attention', 'dpo.question.where-derived', text()])
  /** An event that is right but for what was changed in it, if anything. */
  const event = (changes = below(3)) => {
    const type = pick(Object.keys(DATA))
    let data = structuredClone(DATA[type])
    for (let left = changes; left > 0; left--) data = changed(data)
    const made = {id: id(), at: below(4) ? below(9) : number(), type, subject: subject(), data, v: below(9) ? 1 : below(4)}
    return below(12) ? made : changed(made)
  }
  const events = most => Array.from({length: below(most)}, () => (below(9) ? event() : any()))
  /** The text of a backup, whole or spoilt. */
  const backup = () => {
    let made = {format: 'paper-drill-backup', version: 1, at: 9, events: events(12)}
    if (below(4) === 0) made = changed(made)
    let json = String(JSON.stringify(made))
    if (below(3) === 0) json = json.replace(pick(['"data"', '"v"', '"id"', '"drill"']), '"__proto__"')
    const at = below(json.length + 1)
    const to = at + below(20)
    return pick([json, json, json, json.slice(0, at), json.slice(0, at) + json.slice(to), json.slice(0, to) + pick(TEXTS) + json.slice(at)])
  }
  return {below, pick, text, number, any, changed, event, events, backup}
}

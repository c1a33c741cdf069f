/**
 * Where the questions stand, worked out from the log.
 *
 * @typedef {import('./events.js').Event} Event
 *
 * @typedef {object} Standing
 * @property {'right' | 'partly' | 'wrong'} result  Of the last answer.
 * @property {boolean} sure  Whether it was given as sure.
 * @property {number} at  When, in UTC milliseconds.
 */

/** What an event of before the questions had a score says in its place. */
const scoreOf = (/** @type {Record<string, unknown>} */ {score, right}) => typeof score === 'number' ? score : Number(right === true)

/**
 * The last answer to each question. An answer to an earlier revision, whose meaning was another, counts no more.
 *
 * @param {Iterable<Event>} events
 * @param {ReadonlyMap<string, number>} revisions  Of the questions that are asked now, by their ids.
 * @returns {Map<string, Standing>}
 */
export function standings(events, revisions) {
  /** @type {Map<string, Standing>} */
  const found = new Map()
  for (const {type, subject, at, data} of events) {
    if (type !== 'question-answered' || revisions.get(subject) !== (data.revision ?? 1)) continue
    const before = found.get(subject)
    if (before && before.at > at) continue
    const score = scoreOf(data)
    found.set(subject, {result: score >= 1 ? 'right' : score > 0 ? 'partly' : 'wrong', sure: data.sure === 'sure', at})
  }
  return found
}

/**
 * The questions in the order in which they are worth answering: what one was sure of and wrong about, then what was
 * wrong, then what was right in part, then what is new, and last what was right, the oldest first.
 *
 * @param {readonly string[]} ids  In the order of the page.
 * @param {ReadonlyMap<string, Standing>} standing
 * @returns {string[]}
 */
export function worthFirst(ids, standing) {
  const rank = (/** @type {string} */ id) => {
    const last = standing.get(id)
    if (!last) return 3
    return last.result === 'right' ? 4 : last.result === 'partly' ? 2 : last.sure ? 0 : 1
  }
  return [...ids].sort((a, b) => rank(a) - rank(b) || (standing.get(a)?.at ?? 0) - (standing.get(b)?.at ?? 0))
}

import {CALLED, GREEK, spelled} from './names.js'

const WRAPPER = /\\(?:mathrm|mathbf|mathit|mathsf|mathcal|boldsymbol|bm|text|textrm|textbf|textit|operatorname)\*?\s*/y
const LETTERS = /[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*|[Α-Ωα-ω]/y
const COMMAND = /\\([A-Za-z]+)/y
const SUBSCRIPT = /_\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|\\([A-Za-z]+)|([A-Za-z0-9]+|[Α-Ωα-ω]))/y

/**
 * Takes a name in any of its spellings: `pi_ref`, `π_ref`, `\pi_{\mathrm{ref}}`.
 *
 * @param {{plain: string, at: number, take: (pattern: RegExp) => RegExpExecArray | null, refuse: (fault: import('./tree.js').Fault, at?: number, name?: string) => never}} scan
 * @returns {string | null}
 */
export function word(scan) {
  const base = bare(scan)
  if (base === null) return null
  let whole = base
  for (let at = scan.at; scan.plain[at] === '_'; at = scan.at) {
    const found = scan.take(SUBSCRIPT)
    if (!found) return scan.refuse(at + 1 < scan.plain.length ? 'unexpected' : 'incomplete', at + 1)
    const below = subscript(found[1] ?? found[2] ?? found[3])
    if (!/^\w+$/.test(below)) return scan.refuse('unexpected', at + 1)
    whole += `_${below}`
  }
  return whole
}

/** @param {Parameters<typeof word>[0]} scan @returns {string | null} */
function bare(scan) {
  const {at} = scan
  if (scan.take(WRAPPER)) {
    const braced = scan.take(/\{\s*/y)
    const inner = bare(scan)
    if (inner === null) return scan.refuse(scan.at < scan.plain.length ? 'unexpected' : 'incomplete')
    if (braced && !scan.take(/\s*\}/y)) return scan.refuse(scan.at < scan.plain.length ? 'unexpected' : 'incomplete')
    return inner
  }
  const command = scan.take(COMMAND)
  if (!command) {
    const letters = scan.take(LETTERS)
    return letters && spelled(letters[0])
  }
  const name = spelled(command[1].replace(/^var(?=[a-z])/, ''))
  if (CALLED.has(name) || GREEK.has(name)) return name
  return scan.refuse('unknown-name', at, command[0])
}

/** @param {string} text */
function subscript(text) {
  const plain = text.replace(/\\(?:mathrm|mathbf|mathit|mathsf|text|textrm|operatorname)(?![A-Za-z])/g, '').replace(/[{}\s\\,]/g, '')
  return spelled(plain)
}

import {OF_SEVERAL, resolve} from './names.js'
import {plainText} from './text.js'
import {UnreadError} from './tree.js'
import {word} from './word.js'

const SPACE = /(?:\s|[$~]|\\[,;:!\s]|\\(?:q?quad|left|right|[bB]igg?[lrm]?|displaystyle)(?![A-Za-z]))+/y
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?/y
const NUMBER_WITH_COMMA = /(?:\d+(?:[.,]\d+)?|\.\d+)(?:e[-+]?\d+)?/y
const TRANSPOSED = /\^\s*(?:\{\s*(?:\\(?:mathsf|mathrm|text|mathbf)\s*)?(?:\\top|\\intercal|\{?T\}?)\s*\}|\(\s*(?:\\top\s*|T)\s*\)|\\top(?![A-Za-z])|\\intercal(?![A-Za-z]))/y
const TRANSPOSED_T = /\^\s*(?=(T\w*))T/y
const CLOSING = new Map([['(', ')'], ['[', ']'], ['{', '}']])
const MOST_OPEN = 30

/**
 * Writes what a reader typed as the parser reads it. Names become `x0`, `x1`…, so that no word of the reader's ever
 * meets the parser's own words, and all that is left are numbers, brackets, + - * / ^ ' and commas.
 *
 * @param {string} text
 * @param {ReadonlySet<string>} declared
 */
export function translate(text, declared) {
  const {plain, places} = plainText(text)
  /** @type {import('./names.js').Part[]} */
  const names = []
  /** @type {number[]} */
  const from = []
  let written = ''
  let open = 0
  /** Between several numbers a comma separates; elsewhere it may mark decimals. */
  let several = false
  const scan = {plain, at: 0, take, refuse}

  /** @param {RegExp} pattern */
  function take(pattern) {
    pattern.lastIndex = scan.at
    const found = pattern.exec(plain)
    if (found) scan.at += found[0].length
    return found
  }

  /** @param {import('./tree.js').Fault} fault @param {number} [at] @param {string} [name] @returns {never} */
  function refuse(fault, at = scan.at, name) {
    throw new UnreadError(fault, places[at] ?? text.trimEnd().length, name)
  }

  /** @param {string} signs @param {number} at @param {boolean} operand  What stands before is one now. */
  function write(signs, at, operand = true) {
    written += signs
    for (let left = signs.length; left > 0; left--) from.push(places[at] ?? text.length)
    return operand
  }

  /** @param {string} close  Empty for the whole text. @param {boolean} separated */
  function sequence(close, separated) {
    const outer = several
    several = separated
    if (++open > MOST_OPEN + 1) refuse('too-deep', scan.at - 1)
    const before = written.length
    for (let operand = false; ; ) {
      take(SPACE)
      const sign = plain[scan.at]
      if (sign === undefined && !close) break
      if (sign === undefined) refuse('incomplete')
      if (sign === close) {
        if (written.length === before) refuse('unexpected')
        scan.at++
        break
      }
      operand = piece(operand)
    }
    open--
    several = outer
  }

  /** @param {boolean} operand  Whether one stands before. @returns {boolean} */
  function piece(operand) {
    const {at} = scan
    const sign = plain[at]
    const close = CLOSING.get(sign)
    if (close) return group(close)
    if (/[\d.]/.test(sign) && number()) return true
    if (operand && (take(/'|\.T(?!\w)/y) || transposed())) return write("'", at)
    if (take(/\*\*|\^/y)) return write('^', at, false)
    if (take(/[-+*/]/y)) return write(sign, at, false)
    if (take(/\\(?:cdot|times|ast)(?![A-Za-z])/y)) return write('*', at, false)
    if (take(/\\div(?![A-Za-z])/y)) return write('/', at, false)
    if (several && take(/,/y)) return write(',', at, false)
    if (take(/\\[dt]?frac(?![A-Za-z])/y)) return fraction(at)
    if (take(/√|\\sqrt(?![A-Za-z])/y)) return call('sqrt', at)
    const named = word(scan)
    if (named) return name(named, at)
    return refuse(/[)\]},'^]/.test(sign) ? 'unexpected' : 'not-allowed', at, String.fromCodePoint(plain.codePointAt(at) ?? 0))
  }

  /** @param {string} close */
  function group(close) {
    write('(', scan.at++)
    sequence(close, false)
    write(')', scan.at - 1)
    return true
  }

  function number() {
    const {at} = scan
    const found = take(several ? NUMBER : NUMBER_WITH_COMMA)
    if (!found) return false
    if (!Number.isFinite(Number(found[0].replace(',', '.')))) refuse('not-allowed', at, found[0])
    write(` ${found[0].replace(',', '.')} `, at)
    return true
  }

  function transposed() {
    if (declared.has('T')) return false
    if (take(TRANSPOSED)) return true
    const {at} = scan
    const found = take(TRANSPOSED_T)
    if (found && declared.has(found[1])) scan.at = at // a power that is called, say, Temperature
    return scan.at > at
  }

  /** @param {number} at */
  function fraction(at) {
    write('((', at)
    part()
    write(')/(', scan.at - 1)
    part()
    write('))', scan.at - 1)
    return true
  }

  /** @param {string} word @param {number} at */
  function name(word, at) {
    const parts = resolve(word, declared)
    take(SPACE)
    if (!parts) return refuse(plain[scan.at] === '(' ? 'unknown-function' : 'unknown-name', at, text.slice(places[at], places[scan.at] ?? text.length).trim())
    let calls = ''
    for (const [index, part] of parts.entries()) {
      if (part.kind !== 'function') write(`(x${names.push(part) - 1})`, at)
      else if (index === parts.length - 1) call(part.name, at)
      else {
        write(`x${names.push(part) - 1}(`, at) // the log of a logsigmoid
        calls += ')'
      }
    }
    return write(calls, scan.at - 1)
  }

  /** @param {string} name @param {number} at */
  function call(name, at) {
    write(`x${names.push({kind: 'function', name}) - 1}(`, at)
    take(SPACE)
    const close = CLOSING.get(plain[scan.at])
    if (plain[scan.at] === '[' && plain[at] === '\\') refuse('not-allowed') // \sqrt[3]{x}
    if (close) {
      scan.at++
      sequence(close, OF_SEVERAL.has(name))
    } else argument()
    write(')', scan.at - 1)
    return true
  }

  /** What a function without brackets takes: one factor, with its powers. */
  function argument() {
    factor()
    for (;;) {
      const {at} = scan
      take(SPACE)
      if (!/^(?:[\^']|\*\*|\.T(?!\w))/.test(plain.slice(scan.at, scan.at + 3))) return void (scan.at = at)
      if (piece(true)) continue
      take(SPACE)
      const sign = take(/[-+]/y)
      if (sign) write(sign[0], scan.at - 1)
      factor()
    }
  }

  function factor() {
    take(SPACE)
    const {at} = scan
    const sign = plain[at]
    if (sign === undefined) refuse('incomplete')
    if (/[-+*/^,')\]}]/.test(sign) || !piece(false)) refuse('unexpected', at)
  }

  /** One of the two that \frac takes; without braces a digit is one: \frac12. */
  function part() {
    take(SPACE)
    const digit = take(/\d/y)
    if (digit) write(digit[0], scan.at - 1)
    else factor()
  }

  sequence('', false)
  return {written, from, names}
}

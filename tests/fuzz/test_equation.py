"""Equations that nobody would type: read, or refused with a place; equal forms pass and others do not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.fuzz.browser import try_all


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """Open one empty page of the site for all these tests: what they run keeps nothing."""
    context = browser.new_context(base_url=site_url)
    policy = {"Content-Security-Policy": "default-src 'none'; script-src 'self'"}
    context.route(
        "**/empty", lambda route: route.fulfill(content_type="text/html", body="", headers=policy)
    )
    page = context.new_page()
    page.goto("/empty")
    yield page
    context.close()


MAKE = r"""
  const {readEquation, markEquation, describe} = await load('core/equation/index')
  const SYMBOLS = [
    {name: 'x', low: 0.5, high: 2}, {name: 'beta', low: 0.1, high: 1}, {name: 'd_k', low: 2, high: 8}, {name: 'pw', low: 0.1, high: 0.9},
    {name: 'M', low: -1, high: 1, rows: 2, columns: 2},
  ]
  const NUMBERS = SYMBOLS.slice(0, 4).map(({name}) => name)
  /** A form that has a value everywhere: positive, so that roots and logs stand. */
  const positive = ({below, pick}, depth = 3) => {
    const inner = () => positive({below, pick}, depth - 1)
    if (depth === 0) return pick([...NUMBERS, '2', '0.5', '3'])
    return pick([
      () => pick(NUMBERS), () => `(${inner()} + ${inner()})`, () => `(${inner()} * ${inner()})`, () => `(${inner()} / (1 + ${inner()}))`,
      () => `sqrt(${inner()})`, () => `log(1 + ${inner()})`, () => `sigmoid(${inner()})`, () => `exp(-tanh(${inner()}))`, () => `(${inner()})^${pick(['2', '0.5', 'beta'])}`,
      () => `softplus(${inner()})`, () => `tanh(${inner()})`, () => `max(${inner()}, 2)`, () => `(${pick(NUMBERS)} + sum(exp(M)))`,
    ])()
  }
  const key = (typed, seed) => ({typed, symbols: SYMBOLS, mistakes: [], seed})
  const score = (text, typed, seed) => {
    const marks = markEquation({typed: [text]}, key(typed, seed))
    if (marks.unread) throw new Error(`not read: ${text}: ${JSON.stringify(marks.unread)}`)
    return marks.score
  }
"""

HOSTILE = r"""
  const PIECES = [
    ...'()[]{}+-*/^\'",.;:=<>!?%&|#@$~_\\`\0\n\t 0123456789eExXMTπβσ√·−×²⁻ᵀₖ½∑∞🙂\ud800', 'x', 'beta', 'd_k', 'pw', 'M', '^T', "'", 'log', 'ln ', 'exp(', 'sqrt ', 'softmax(',
    'sigmoid(', 'max(', 'sum(', 'diag(', 'transpose(', '\\frac', '\\frac{', '}{', '\\sqrt{', '\\sqrt[3]{', '\\left(', '\\right)', '\\cdot', '\\text{', '\\mathrm{softmax}',
    '^{', '_{', '\\beta', '\\sigma', '\\top', '\\', '**', '.T', '1e999', '1e-999', '10^10^10', '9'.repeat(60), 'while(1)', 'import("x")', "import('x')", 'evaluate("1")',
    'constructor', '__proto__', 'toString', 'hasOwnProperty', 'f(x)=f(x)', 'x.constructor("return 1")()', 'eval(1)', 'parse', 'unit', '2 cm', '1:9', 'end', 'i', 'NaN', 'Infinity',
    'null', 'true', 'undefined', 'mod', 'to', 'in', 'and', 'not', 'x0', 'x1', 'x0(', '('.repeat(60), '['.repeat(200), '-'.repeat(200), '\\frac{'.repeat(60), '{'.repeat(60), 'log '.repeat(80),
    'x^'.repeat(100), 'x_'.repeat(50), '_{'.repeat(60), '\\mathrm'.repeat(30), 'x'.repeat(399), '\\begin{aligned}x&=1\\\\\\end{aligned}'.repeat(8), '<img src=x onerror=hacked=1>', '</script>',
  ]
"""


def test_whatever_is_typed_is_read_or_refused_with_a_place_and_in_time(page: Page) -> None:
    told = try_all(
        page,
        MAKE
        + HOSTILE
        + r"""
        const FAULTS = ['empty', 'incomplete', 'unexpected', 'unknown-name', 'unknown-function', 'not-allowed', 'too-long', 'too-deep']
        const WORDS = /^(?:math|mrow|mi|mn|mo|mfrac|msqrt|msup|msub)$/
        const check = ({tag, text = '', children = []}) => {
          if (!WORDS.test(tag) || typeof text !== 'string') throw new Error(`element ${tag}`)
          children.forEach(check)
        }
        return ({below, pick, text}) => {
          let typed = ''
          for (let left = 1 + below(12); left > 0; left--) typed += below(20) ? pick(PIECES) : text()
          if (below(20) === 0) typed = Array.from({length: below(400)}, () => String.fromCharCode(below(0x2300))).join('')
          if (below(30) === 0) typed = typed.repeat(below(3000))
          const start = performance.now()
          const reading = readEquation(typed, SYMBOLS)
          const marks = markEquation({typed: [typed]}, key('x + beta', below(1000)))
          if (performance.now() - start > 1000) throw new Error(`slow: ${typed}`)
          for (const name in {}) throw new Error(`every object has got ${name}`)
          if ('tree' in reading) {
            check(describe(reading.tree))
            if (marks.unread || !('typed' in marks.parts)) throw new Error(`read, but not marked: ${typed}`)
            return 'read'
          }
          const {error, at, name = ''} = reading
          if (!FAULTS.includes(error) || !Number.isInteger(at) || at < 0 || at > typed.length || typeof name !== 'string') throw new Error(JSON.stringify([typed, reading]))
          if (error !== 'empty' && marks.unread?.error !== error) throw new Error(`unread, but marked: ${typed}`)
          if (marks.score !== 0) throw new Error(`unread, but right: ${typed}`)
          return error
        }""",
    )
    assert told["read"]
    assert len(told) > 5


def test_equivalent_rewrites_are_right(page: Page) -> None:
    told = try_all(
        page,
        MAKE
        + r"""
        const REWRITES = {
          doubled: form => `2*(${form})/2`,
          shifted: form => `${form} + ${form} - ${form}`,
          'as a power of e': form => `e^{ln(${form})}`,
          'by a fraction': form => `\\frac{1}{1/(${form})}`,
          squared: form => `√((${form})²)`,
          transposed: form => `(${form})^T`,
          spaced: form => form.replaceAll(' * ', ' \\cdot ').replaceAll(' + ', '+').replaceAll('beta', 'β').replaceAll('d_k', 'd_{k}').replaceAll('sqrt(', '\\sqrt('),
          'by parts': (form, other) => `${form}*(1 - 1/(1 + ${other})) + (${form})/(1 + ${other})`,
          'with brackets': form => `\\left[${form.replaceAll('(', '[').replaceAll(')', ']')}\\right]`,
        }
        return ({below, pick}) => {
          const form = positive({below, pick})
          const name = pick(Object.keys(REWRITES))
          const text = REWRITES[name](form, pick(NUMBERS))
          if (text.length > 400) return 'long'
          if (score(text, form, below(1000)) !== 1) throw new Error(`${name}: ${form} ≠ ${text}`)
          return name
        }""",
    )
    assert len(told) >= 9


def test_wrong_forms_are_never_right(page: Page) -> None:
    told = try_all(
        page,
        MAKE
        + r"""
        const WRONG = {
          'another sign': form => `-${form}`,
          'a factor': form => `2*${form}`,
          'a term': (form, other) => `${form} + ${other}`,
          'a small term': form => `${form} + 0.0001`,
          'a power': (form, other) => `(${form})*${other}^0.01`,
          'no value': form => `${form} + log(-1)`,
          'no value in most': form => `${form} + 0*log(x - 1.7)`,
          infinite: form => `${form} + 0*10^10^10`,
          'a matrix': form => `${form}*M`,
          'a misfit': form => `${form} + 0*M`,
        }
        return ({below, pick}) => {
          const form = positive({below, pick})
          const name = pick(Object.keys(WRONG))
          const text = WRONG[name](form, pick(NUMBERS))
          if (text.length > 400) return 'long'
          if (score(text, form, below(1000)) !== 0) throw new Error(`${name}: ${form} = ${text}`)
          return name
        }""",
    )
    assert len(told) >= 10

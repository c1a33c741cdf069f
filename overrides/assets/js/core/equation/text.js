const SUPERSCRIPTS = new Map([...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱ'].map((sign, at) => [sign, '0123456789+-()ni'[at]]))
const SUBSCRIPTS = new Map([...'₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'].map((sign, at) => [sign, '0123456789aehijklmnoprstuvx'[at]]))

/** What is written instead of a sign, in chats and in pages that were copied from. */
const SIGNS = new Map([
  ...[...'·⋅∙•×∗@'].map(sign => /** @type {const} */ ([sign, '*'])), // @ is Python's product of matrices
  ...[...'÷∕⁄'].map(sign => /** @type {const} */ ([sign, '/'])),
  ...[...'−–‐‑'].map(sign => /** @type {const} */ ([sign, '-'])),
  ...[...'′’ᵀ'].map(sign => /** @type {const} */ ([sign, "'"])),
  ...[...'⊤⟙'].map(sign => /** @type {const} */ ([sign, '\\top '])),
  ...[...'\u200b\u2060\u2061\u2062\ufeff'].map(sign => /** @type {const} */ ([sign, ' '])),
])

/**
 * The same text in plain signs, with the place of each in the reader's own: `x²` is `x^(2)`, `dₖ` is `d_k`.
 *
 * @param {string} text
 * @returns {{plain: string, places: number[]}}
 */
export function plainText(text) {
  let plain = ''
  /** @type {number[]} */
  const places = []
  /** @param {string} signs @param {number} place */
  const put = (signs, place) => {
    plain += signs
    for (let left = signs.length; left > 0; left--) places.push(place)
  }
  let raised = false
  let lowered = false
  let at = 0
  for (const sign of text) {
    const above = SUPERSCRIPTS.get(sign)
    const below = SUBSCRIPTS.get(sign)
    if (raised && !above) put(')', at)
    if (above) put(raised ? above : `^(${above}`, at)
    else if (below) put(lowered ? below : `_${below}`, at)
    else put(SIGNS.get(sign) ?? folded(sign), at)
    raised = Boolean(above)
    lowered = Boolean(below)
    at += sign.length
  }
  if (raised) put(')', at)
  return {plain, places}
}

/**
 * 𝛽 is β and 𝐐 is Q; what would become several signs, or something else than a letter, a digit or a space, stays.
 *
 * @param {string} sign
 */
function folded(sign) {
  const simple = sign.normalize('NFKC')
  return /^[A-Za-zΑ-Ωα-ω0-9 ]$/.test(simple) ? simple : sign
}

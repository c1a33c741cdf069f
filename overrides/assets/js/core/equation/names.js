const WORDS = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(' ')
const LETTERS = [...'αβγδεζηθικλμνξοπρστυφχψω']
/** @param {string} word */
const capital = word => word[0].toUpperCase() + word.slice(1)

/** β under `beta`, Δ under `Delta`. */
export const GREEK = new Map([
  ...WORDS.map((word, at) => /** @type {const} */ ([word, LETTERS[at]])),
  ...WORDS.map((word, at) => /** @type {const} */ ([capital(word), LETTERS[at].toUpperCase()])),
])
const GREEK_WORDS = new Map([...GREEK].map(([word, letter]) => [letter, word]))

/**
 * A name with every Greek letter in it as a word.
 *
 * @param {string} text
 */
export function spelled(text) {
  return GREEK_WORDS.get(text) ?? text.replace(/[Α-Ωα-ω]/g, letter => GREEK_WORDS.get(letter) ?? letter)
}

const FUNCTIONS = ['exp', 'log', 'sqrt', 'sigmoid', 'softplus', 'tanh', 'abs', 'softmax', 'transpose', 'diag', 'sum', 'mean', 'min', 'max']
/** Every function under each of its names. */
export const CALLED = new Map([...FUNCTIONS.map(name => /** @type {const} */ ([name, name])), ['ln', 'log'], ['sigma', 'sigmoid']])

/** What takes several numbers, with commas between them. */
export const OF_SEVERAL = new Set(['sum', 'mean', 'min', 'max'])

/**
 * What a word stands for: a declared name, a function, or several of them without a space, as in QK.
 *
 * @typedef {{kind: 'name' | 'function' | 'e', name: string}} Part
 *
 * @param {string} word
 * @param {ReadonlySet<string>} declared
 * @returns {Part[] | null}
 */
export function resolve(word, declared) {
  if (declared.has(word)) return [{kind: 'name', name: word}]
  if (word === 'e') return [{kind: 'e', name: word}]
  const called = CALLED.get(word) ?? (word === 'Sigma' ? undefined : CALLED.get(word.toLowerCase()))
  if (called) return [{kind: 'function', name: called}]
  if (/^log_?sigmoid$/i.test(word)) return [{kind: 'function', name: 'log'}, {kind: 'function', name: 'sigmoid'}]
  const bare = [...declared].filter(name => name.replaceAll('_', '') === word.replaceAll('_', ''))
  if (bare.length === 1) return [{kind: 'name', name: bare[0]}]
  return split(word, declared)
}

/**
 * Declared names one after another, the longest first, and perhaps a function at the end: βlog.
 *
 * @param {string} word
 * @param {ReadonlySet<string>} declared
 */
function split(word, declared) {
  const names = [...declared].sort((a, b) => b.length - a.length)
  /** @type {Map<number, Part[] | null>} */
  const known = new Map([[word.length, []]])
  for (let from = word.length - 1; from >= 0; from--) {
    const called = CALLED.get(word.slice(from))
    /** @type {Part[] | null} */
    let parts = called ? [{kind: 'function', name: called}] : null
    for (const name of names) {
      const rest = word.startsWith(name, from) && known.get(from + name.length)
      if (!rest) continue
      parts = [{kind: 'name', name}, ...rest]
      break
    }
    known.set(from, parts)
  }
  return known.get(0) ?? null
}

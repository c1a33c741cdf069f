/** Letters that Unicode does not take apart into a plain one and its mark. */
const PLAIN = new Map(Object.entries({ł: 'l', ø: 'o', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe'}))

/**
 * A text as it is compared: accents and case do not count.
 *
 * @param {string} text
 * @returns {string}
 */
export function folded(text) {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.replace(/[łøđıßæœ]/g, letter => PLAIN.get(letter) ?? letter)
}

/**
 * What a query asks for, folded: each of its words, or the arXiv id in it, which may come with its
 * version or as an address.
 *
 * @param {string} query
 * @returns {string[]}
 */
export function wordsOf(query) {
  const id = /\d{4}\.\d{4,5}/.exec(query)
  return id ? [id[0]] : folded(query).split(/[\s,;:"“”«»()]+/).filter(word => word !== '')
}

/**
 * Whether a folded text holds every word.
 *
 * @param {string} text
 * @param {readonly string[]} words
 * @returns {boolean}
 */
export function holds(text, words) {
  return words.every(word => text.includes(word))
}

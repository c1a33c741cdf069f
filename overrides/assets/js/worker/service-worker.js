/**
 * Keeps the site for reading without a network. `python -m macros publish` bundles this into `/sw.js`, with the list of files.
 *
 * One cache holds every file under its address and the hash of its content, so that two releases stand side by side in it: what
 * is new is added while the old release still answers, and what is old goes when the new one takes over. A file is kept only if
 * its hash is the promised one: a half-published site, or the login page of a train's network, is never kept for a page.
 *
 * @typedef {readonly [path: string, sha256: string]} Listed  The path is relative to the site's root; `''` is the home page.
 */

/** What a reader of one language needs comes first; `all` is what both do. @type {Record<'all' | 'en' | 'es', readonly Listed[]>} */
const FILES = JSON.parse('RELEASE_FILES')
const KEPT = 'paper-drill'
/** Pages that are in no release's list, since the site is too large to keep as a whole: as they were last seen. */
const VISITED = 'paper-drill visited'
const ROOT = new URL('./', worker().location.href).pathname
/** @type {Map<string, string>} From a file's path to its key in the cache. */
const KEY_OF = new Map(Object.values(FILES).flatMap(files => files.map(([path, hash]) => [ROOT + path, `${ROOT}${path}?sha256=${hash}`])))

/** @returns {ServiceWorkerGlobalScope} */
function worker() {
  return /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
}

/**
 * Fetches what is not kept yet; what could not be fetched stays for the next time.
 *
 * @param {readonly Listed[]} files
 * @throws {Error} where a file does not come, or is not the one of this release.
 */
async function keep(files) {
  const cache = await caches.open(KEPT)
  const kept = new Set((await cache.keys()).map(request => new URL(request.url).pathname + new URL(request.url).search))
  for (const [path, hash] of files) {
    const key = `${ROOT}${path}?sha256=${hash}`
    if (kept.has(key)) continue
    const response = await fetch(ROOT + path, {cache: 'no-cache', redirect: 'error'})
    const body = await response.arrayBuffer()
    if (!response.ok || (await sha256(body)) !== hash) throw new Error(`${path} is not the file of this release`)
    await cache.put(key, new Response(body, {headers: plainHeaders(response.headers)}))
  }
}

/**
 * The headers of a body that is no longer compressed.
 *
 * @param {Headers} headers
 */
function plainHeaders(headers) {
  const plain = new Headers(headers)
  for (const name of ['content-encoding', 'content-length']) plain.delete(name)
  return plain
}

/** @param {ArrayBuffer} body */
async function sha256(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  return [...bytes.slice(0, 8)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** @param {string} address */
const languageOf = address => (new URL(address).pathname.startsWith(`${ROOT}es/`) ? 'es' : 'en')

/** The first visit keeps what its language needs; without all of that this release does not take over. */
async function install() {
  const [client] = await worker().clients.matchAll({includeUncontrolled: true, type: 'window'})
  await keep(FILES.all)
  await keep(FILES[languageOf(client?.url ?? worker().location.href)])
}

/** The old release is gone: so is what only it needed. */
async function takeOver() {
  const cache = await caches.open(KEPT)
  const needed = new Set(KEY_OF.values())
  for (const request of await cache.keys()) {
    const {pathname, search} = new URL(request.url)
    if (!needed.has(pathname + search)) await cache.delete(request)
  }
  await worker().clients.claim()
}

/** The other language, and whatever the browser has thrown away. */
async function keepRest() {
  await keep(FILES.all)
  for (const language of /** @type {const} */ (['en', 'es'])) await keep(FILES[language])
}

/**
 * The path under which a page is listed: a folder, with its slash.
 *
 * @param {URL} url
 */
const pathOf = url => url.pathname.replace(/\/index\.html$/, '/')

/** @param {Request} request */
async function answer(request) {
  const url = new URL(request.url)
  const path = pathOf(url)
  const folder = `${path}/`
  if (request.mode === 'navigate' && !KEY_OF.has(path) && KEY_OF.has(folder)) return Response.redirect(folder + url.search, 301)
  const key = KEY_OF.get(path)
  const kept = key && (await caches.open(KEPT).then(cache => cache.match(key)))
  if (kept) return kept
  return request.mode === 'navigate' && !key ? visit(request) : fetch(request)
}

/**
 * A page that is in no list: from the network, or as it was last seen, or a page that says why not.
 *
 * @param {Request} request
 */
async function visit(request) {
  const visited = await caches.open(VISITED)
  try {
    const response = await fetch(request)
    if (response.ok) await visited.put(request.url, response.clone())
    return response
  } catch {
    return (await visited.match(request.url)) ?? Response.redirect(`${ROOT}${languageOf(request.url) === 'es' ? 'es/' : ''}offline/`)
  }
}

worker().addEventListener('install', event => event.waitUntil(install()))
worker().addEventListener('activate', event => event.waitUntil(takeOver()))
worker().addEventListener('message', event => {
  if (event.data === 'keep-rest') event.waitUntil(keepRest().catch(() => {})) // without a network the next page asks again
  if (event.data === 'take-over') event.waitUntil(worker().skipWaiting())
})
worker().addEventListener('fetch', event => {
  const {request} = event
  if (request.method !== 'GET' || new URL(request.url).origin !== worker().location.origin) return
  if (!new URL(request.url).pathname.startsWith(ROOT)) return
  event.respondWith(answer(request))
})

/* What opens without a network? The bedside page that was seen last, for the one who is signed
 * in, and the files it is made of. The page lies sealed in the vault, never in a cache; no other
 * page is kept. `serve` is called by the script that the clinic makes (web/chart/shell.py).
 */

import { Vault } from "./vault.js";

/** @typedef {{place: string, files: string[], start: string}} Shell place: the folder of this version */

const PATIENCE_MS = 4000;
const NAME = "bedside ";
const here = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @param {Shell} shell */
export function serve(shell) {
  here.addEventListener("install", (event) => event.waitUntil(fill(shell)));
  here.addEventListener("activate", (event) => event.waitUntil(forgetOlder(shell)));
  here.addEventListener("fetch", (event) => {
    const { request } = event;
    const { pathname } = new URL(request.url);
    if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(request, shell));
    else if (isOurs(pathname, shell)) event.respondWith(file(request, shell));
  });
}

/** @param {Shell} shell */
async function fill({ place, files }) {
  const cache = await caches.open(NAME + place);
  await cache.addAll(files);
  await here.skipWaiting();
}

/** @param {Shell} shell */
async function forgetOlder({ place }) {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME) && name !== NAME + place) await caches.delete(name);
  }
  await here.clients.claim();
}

/** @param {Request} request @param {Shell} shell */
async function page(request, { start }) {
  const { pathname } = new URL(request.url);
  try {
    const answer = await patiently(request);
    const elsewhere = answer.type === "opaqueredirect" && pathname !== start;
    if (elsewhere || answer.status === 403) await (await Vault.open()).forgetPages();
    return (answer.status >= 500 && (await lastSeen(pathname, start))) || answer;
  } catch (problem) {
    const kept = await lastSeen(pathname, start);
    if (!kept) throw problem;
    return kept;
  }
}

/** @param {string} path @param {string} start @returns {Promise<Response | null>} */
async function lastSeen(path, start) {
  const vault = await Vault.open();
  if (path === start) {
    const last = await vault.about("last page");
    return last ? Response.redirect(last) : null;
  }
  const html = await vault.page(path);
  if (html === null) return null;
  const marked = html.replace("<html", "<html data-kept");
  return new Response(marked, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** What the clinic has; what was kept where it does not answer, or has forgotten that version. @param {Request} request @param {Shell} shell */
async function file(request, shell) {
  try {
    const answer = await patiently(request);
    return (!answer.ok && (await kept(request, shell))) || answer;
  } catch (problem) {
    const known = await kept(request, shell);
    if (!known) throw problem;
    return known;
  }
}

/** For a page of another version too: then its file of the same name. @param {Request} request @param {Shell} shell */
async function kept(request, shell) {
  return caches.match(current(new URL(request.url).pathname, shell));
}

/** @param {string} pathname @param {Shell} shell */
function isOurs(pathname, shell) {
  return shell.files.includes(current(pathname, shell));
}

/** The address of that file in this version: /static/<hash of all files>/<name>. @param {string} pathname @param {Shell} shell */
function current(pathname, { place }) {
  return pathname.replace(/^.*\/static\/[0-9a-f]{16}\//, () => place);
}

/** The clinic's answer, if it begins to answer soon. @param {Request} request */
async function patiently(request) {
  const ends = new AbortController();
  const timer = setTimeout(() => ends.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: ends.signal });
  } finally {
    clearTimeout(timer);
  }
}

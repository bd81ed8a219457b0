/* What lies on this device, and who can read it?
 *
 * One IndexedDB. What is said of a patient lies in it sealed: AES-GCM under a key of its own for
 * each signed-in user and needling session. The key stays in the browser: no script can take it
 * out. Readable are only ids, states and how many there are. `empty` leaves nothing behind.
 */

/**
 * @typedef {{user: string, session: string}} Place whose, and at which needling session
 * @typedef {{iv: Uint8Array<ArrayBuffer>, bytes: ArrayBuffer}} Sealed
 */

const NAME = "filiform-bedside";
const STORES = ["about", "keys", "entries", "pages"];
const PAGE_HOURS = 12; // as long as a sign-in lasts

/** This page, among all tabs that are open. */
export const TAB = String(Math.random());

/** What tabs tell each other: that something changed, or that all was emptied. */
export function tabs() {
  return new BroadcastChannel(NAME);
}

/** A place as one word, as it is kept. @param {Place} place */
export function placeWord({ user, session }) {
  return `${user} ${session}`;
}

/** Whether this browser can keep and seal anything here, and let its tabs take turns. */
export function canKeep() {
  const can = "indexedDB" in globalThis && "BroadcastChannel" in globalThis && "locks" in navigator;
  return can && Boolean(globalThis.crypto?.subtle);
}

/** Whether an entry holds what only this device knows. @param {{standing: string}} entry */
export function waits({ standing }) {
  return standing === "unsent" || standing === "refused";
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export class Vault {
  /** @param {IDBDatabase} db */
  constructor(db) {
    this.db = db;
    db.onversionchange = () => db.close();
  }

  /** @returns {Promise<Vault>} */
  static async open() {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore("about");
      db.createObjectStore("keys");
      db.createObjectStore("pages", { keyPath: "path" });
      const entries = db.createObjectStore("entries", { keyPath: "order", autoIncrement: true });
      entries.createIndex("id", "id", { unique: true });
      entries.createIndex("place", "place");
    };
    return new Vault(await asked(request));
  }

  /**
   * One transaction; resolved when all of it is on the disk, not before.
   * @template T
   * @param {string[]} stores
   * @param {"readonly" | "readwrite"} mode
   * @param {(stores: Record<string, IDBObjectStore>) => Promise<T>} work awaits nothing but its requests
   * @returns {Promise<T>}
   */
  async within(stores, mode, work) {
    const all = this.db.transaction(stores, mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      all.oncomplete = () => resolve(null);
      all.onabort = () => reject(all.error);
    });
    const result = work(Object.fromEntries(stores.map((name) => [name, all.objectStore(name)])));
    const [value] = await Promise.all([result, done]);
    return value;
  }

  /** @param {string} key @returns {Promise<any>} */
  about(key) {
    return this.within(["about"], "readonly", ({ about }) => asked(about.get(key)));
  }

  /** @param {string} key @param {unknown} value */
  async tell(key, value) {
    await this.within(["about"], "readwrite", ({ about }) => asked(about.put(value, key)));
  }

  // ------------------------------------------------------------------ sealing
  /** The key of a place; where there is none, one is made. @param {string} place @returns {Promise<CryptoKey>} */
  async key(place) {
    const kept = await this.within(["keys"], "readonly", ({ keys }) => asked(keys.get(place)));
    if (kept) return kept;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    return this.within(["keys"], "readwrite", async ({ keys }) => {
      const first = await asked(keys.get(place)); // another tab may have been quicker
      if (!first) await asked(keys.put(made, place));
      return first ?? made;
    });
  }

  /** @param {string} place @param {string} about what it is: cannot be exchanged for another @param {unknown} value */
  async seal(place, about, value) {
    return seal(await this.key(place), about, value);
  }

  /** @param {string} place @param {string} about @param {Sealed} sealed @returns {Promise<any>} */
  async unseal(place, about, sealed) {
    return unseal(await this.key(place), about, sealed);
  }

  // ------------------------------------------------------------------ the last seen pages
  /** @param {Place} place @param {string} path @param {string} html */
  async keepPage({ user, session }, path, html) {
    const place = placeWord({ user, session });
    const sealed = await this.seal(place, path, html);
    const page = { path, user, place, sealed, at: Date.now() };
    await this.within(["pages", "about"], "readwrite", async ({ pages, about }) => {
      await asked(pages.put(page));
      await asked(about.put(user, "who"));
      await asked(about.put(path, "last page"));
    });
  }

  /** The page as it was last seen, for the one who is signed in; not after a sign-in has ended. @param {string} path @returns {Promise<string | null>} */
  async page(path) {
    const who = await this.about("who");
    const kept = await this.within(["pages"], "readonly", ({ pages }) => asked(pages.get(path)));
    const old = kept && Math.abs(Date.now() - kept.at) > PAGE_HOURS * 3_600_000;
    if (!kept || !who || kept.user !== who || old) return null;
    return this.unseal(kept.place, path, kept.sealed);
  }

  /** The session is closed. @param {string} path */
  async dropPage(path) {
    await this.within(["pages"], "readwrite", ({ pages }) => asked(pages.delete(path)));
  }

  /** Nobody is signed in any more: no page opens. What is unsent stays. */
  async forgetPages() {
    await this.within(["pages", "about"], "readwrite", async ({ pages, about }) => {
      await asked(pages.clear());
      await asked(about.delete("who"));
      await asked(about.delete("last page"));
    });
  }

  /**
   * Removes all of this user's, and everything readable; what others have unsent stays, sealed.
   * Where something of the user waits, nothing is removed, and the answer is no.
   * @param {string} user
   * @returns {Promise<boolean>}
   */
  async empty(user) {
    const own = (/** @type {IDBValidKey} */ place) => String(place).startsWith(`${user} `);
    return this.within(STORES, "readwrite", async ({ keys, entries, about, pages }) => {
      const mine = (await asked(entries.getAll())).filter((entry) => own(entry.place));
      if (mine.some(waits)) return false;
      for (const { order } of mine) await asked(entries.delete(order));
      for (const place of await asked(keys.getAllKeys())) if (own(place)) await asked(keys.delete(place));
      await asked(about.clear());
      await asked(pages.clear());
      return true;
    });
  }
}

/** @param {string} words */
function bytesOf(words) {
  return new TextEncoder().encode(words);
}

/** @param {CryptoKey} key @param {string} about @param {unknown} value @returns {Promise<Sealed>} */
export async function seal(key, about, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: bytesOf(about) };
  return { iv, bytes: await crypto.subtle.encrypt(how, key, bytesOf(JSON.stringify(value))) };
}

/** Throws where it is not what was sealed, or not of that key. @param {CryptoKey} key @param {string} about @param {Sealed} sealed @returns {Promise<any>} */
export async function unseal(key, about, { iv, bytes }) {
  const how = { name: "AES-GCM", iv, additionalData: bytesOf(about) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, bytes)));
}

/* Which facts of one session does this device hold, and does the clinic have them?
 *
 * `keep` returns when the fact is on the disk; only then may a page say "in". A fact is *unsent*
 * until the clinic answered; then it is *kept*, or *refused*: shown until somebody has *seen* it.
 */

/** @import {Fact} from "./facts.js" */
/** @import {Place, Vault} from "./vault.js" */
import { asked, placeWord, waits } from "./vault.js";

/**
 * @typedef {"unsent" | "kept" | "refused" | "seen"} Standing
 * @typedef {{fact: Fact, standing: Standing, says: string}} Entry
 * @typedef {{id: string, answer: "accepted" | "known" | "difference" | "refused", says: string}} Answer
 */

export class Outbox {
  /** @param {Vault} vault @param {Place} place */
  constructor(vault, place) {
    this.vault = vault;
    this.place = placeWord(place);
    /** @type {Map<string, Promise<{fact: Fact, says: string}>>} what was unsealed before */
    this.opened = new Map();
  }

  /** Everything of this session, in the order in which it was kept. @returns {Promise<Entry[]>} */
  async entries() {
    const rows = await this.rows();
    return Promise.all(rows.map(async (row) => ({ standing: row.standing, ...(await this.unsealed(row)) })));
  }

  /** How many are not at the clinic. */
  async unsent() {
    return (await this.rows()).filter(waits).length;
  }

  /** On the disk, all or none, when it returns. A fact that lies here already stays as it is. @param {Fact[]} facts */
  async keep(facts) {
    await this.put(facts.map((fact) => ({ fact, standing: "unsent", says: "" })), (known) => Boolean(known));
  }

  /** What the clinic has, as the clinic tells it. @param {Fact[]} facts */
  async learn(facts) {
    await this.put(facts.map((fact) => ({ fact, standing: "kept", says: "" })), () => false);
  }

  /** @param {Answer[]} answers */
  async answered(answers) {
    const told = new Map(answers.map((one) => [one.id, one]));
    const about = (await this.entries()).filter(({ fact }) => told.has(fact.id));
    const now = about.map(({ fact }) => {
      const { answer, says } = /** @type {Answer} */ (told.get(fact.id));
      return { fact, says, standing: /** @type {Standing} */ (answer === "refused" ? "refused" : "kept") };
    });
    await this.put(now, (known) => known?.standing !== "unsent");
  }

  /** The clinic says it has these and no others: what it lost is sent again. @param {string[]} ids */
  async onlyThese(ids) {
    await this.restand((row) => row.standing === "kept" && !ids.includes(row.id), "unsent");
  }

  /** Somebody has seen that it was refused. @param {string} id */
  async seen(id) {
    await this.restand((row) => row.standing === "refused" && row.id === id, "seen");
  }

  /** @returns {Promise<any[]>} */
  rows() {
    return this.vault.within(["entries"], "readonly", ({ entries }) =>
      asked(entries.index("place").getAll(this.place)));
  }

  /** @param {any} row @returns {Promise<{fact: Fact, says: string}>} */
  unsealed({ id, sealed }) {
    const once = `${id} ${sealed.iv}`; // sealed anew, it has another iv
    const opened = this.opened.get(once) ?? this.vault.unseal(this.place, id, sealed);
    this.opened.set(once, opened);
    return opened;
  }

  /** @param {Entry[]} told @param {(known: any) => boolean} leave whether what lies here stays as it is */
  async put(told, leave) {
    const rows = await Promise.all(told.map(async ({ fact, standing, says }) => ({
      id: fact.id,
      place: this.place,
      standing,
      sealed: await this.vault.seal(this.place, fact.id, { fact, says }),
    })));
    await this.vault.within(["entries"], "readwrite", async ({ entries }) => {
      for (const row of rows) {
        const known = await asked(entries.index("id").get(row.id));
        if (!leave(known)) await asked(entries.put(known ? { ...row, order: known.order } : row));
      }
    });
  }

  /** @param {(row: any) => boolean} which @param {Standing} standing */
  async restand(which, standing) {
    await this.vault.within(["entries"], "readwrite", async ({ entries }) => {
      for (const row of await asked(entries.index("place").getAll(this.place))) {
        if (which(row)) await asked(entries.put({ ...row, standing }));
      }
    });
  }
}

/**
 * How many entries of a user, of any session, are not at the clinic, and at which sessions; and
 * how many of others, who must sign in here themselves to send them.
 * @param {Vault} vault
 * @param {string} user
 * @returns {Promise<{unsent: number, sessions: string[], others: number}>}
 */
export async function notYetSent(vault, user) {
  const rows = await vault.within(["entries"], "readonly", ({ entries }) => asked(entries.getAll()));
  const waiting = rows.filter(waits);
  const own = waiting.filter((row) => row.place.startsWith(`${user} `));
  const sessions = new Set(own.map((row) => row.place.split(" ")[1]));
  return { unsent: own.length, sessions: [...sessions], others: waiting.length - own.length };
}

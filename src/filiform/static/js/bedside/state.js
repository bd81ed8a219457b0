/* How does a page record at the bedside, with and without a network?
 *
 *   const bedside = await openSession({session, user, events, state, told});
 *   bedside.on(show);                       // told after every change, by whomever
 *   await bedside.insert({target, side, gauge_mm, length_mm, lot});   // on the disk when it returns
 *
 * `bedside.state` is the fold (ledger.js) over the union of what the clinic told and what lies
 * here; `bedside.standing` says how the clinic is reached. Every deed is refused (`NotSaid`) only
 * where the clinic could not read it; all else is kept, and the clinic says what it thinks.
 */

/** @import {Fact, Inserted, StimulationSet, Technique} from "./facts.js" */
/** @import {Answer, Entry} from "./outbox.js" */
/** @import {Line} from "./courier.js" */
/** @import {State} from "./ledger.js" */
import { refusal } from "./facts.js";
import { fold } from "./ledger.js";
import { Clinic } from "./clinic.js";
import { deliver, rest } from "./courier.js";
import { Outbox, notYetSent } from "./outbox.js";
import { TAB, Vault, placeWord, tabs } from "./vault.js";

const LOOK_MS = 5000; // for what another tablet recorded
const UNSAID = { angle: null, tilt: null, grip: null };

/**
 * @typedef {{unsent: number, refused: Entry[], line: Line, closed: boolean, explained: boolean,
 *   consent_withdrawn: boolean, ahead: number, others: number, apart: boolean}} Standing
 *   apart: the clinic makes other accounts of the same facts; others: entries of other users that wait on this device; line: how the clinic was last reached; ahead: ms of this device's clock before the clinic's
 * @typedef {Pick<Inserted, "target" | "side" | "gauge_mm" | "length_mm"> & Partial<Inserted>} Place
 */

export class NotSaid extends Error {}

/**
 * @param {{session: string, user: string, events: string, state: string,
 *   told?: {state: any, facts: Fact[]}}} at keys and addresses of the session; told: what the
 *   clinic put into the page, unless the page is an old one of this device
 * @returns {Promise<Bedside>}
 */
export async function openSession({ session, user, events, state, told }) {
  const vault = await Vault.open();
  const bedside = new Bedside(vault, { user, session }, new Clinic({ events, state }));
  await bedside.begin(told);
  return bedside;
}

export class Bedside {
  /** @param {Vault} vault @param {{user: string, session: string}} place @param {Clinic} clinic */
  constructor(vault, place, clinic) {
    this.vault = vault;
    this.place = place;
    this.clinic = clinic;
    this.outbox = new Outbox(vault, place);
    /** @type {Entry[]} */
    this.entries = [];
    this.word = `told ${placeWord(place)}`;
    this.ahead = 0;
    this.line = /** @type {Line} */ ("not yet");
    this.told = /** @type {any} */ ({});
    this.failures = 0;
    this.since = 0;
    this.compared = false;
    this.heardAt = 0;
    this.others = 0;
    this.reads = { begun: 0, shown: 0 };
    this.timer = 0;
    this.sending = false;
    this.again = false;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    this.state = fold([]);
    this.tabs = tabs();
  }

  /** @param {{state: any, facts: Fact[]} | undefined} told */
  async begin(told) {
    const kept = await this.vault.about(this.word);
    if (kept) ({ told: this.told, ahead: this.ahead } = await this.vault.unseal(this.outbox.place, this.word, kept));
    if (told) {
      await this.outbox.learn(told.facts);
      await this.hearState(told.state);
    }
    this.others = (await notYetSent(this.vault, this.place.user)).others;
    await this.read();
    this.tabs.onmessage = ({ data: { emptied } }) => {
      if (!emptied) this.read();
      else if (emptied !== TAB) location.reload(); // somebody signed out
    };
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden || this.send());
    setInterval(() => document.hidden || this.send(), LOOK_MS);
    this.send();
  }

  /** @returns {Standing} */
  get standing() {
    const { closed = false, difference_explained: explained = false, consent_withdrawn = false } = this.told;
    const refused = this.entries.filter((one) => one.standing === "refused");
    const unsent = this.entries.filter((one) => one.standing === "unsent").length;
    const { line, ahead, others } = this;
    const apart = unsent === 0 && this.isApart();
    return { unsent, refused, line, closed, explained, consent_withdrawn, ahead, others, apart };
  }

  isApart() {
    const kept = this.entries.filter((one) => one.standing === "kept").length;
    const { entries, balance } = this.told;
    const accounts = Object.entries(this.state.balance);
    return kept === entries && accounts.some(([name, value]) => balance[name] !== value);
  }

  /** @param {() => void} listener @returns {() => void} stops it */
  on(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // ------------------------------------------------------------------ the deeds
  /** Returns the needle's id. @param {Place} place */
  async insert(place) {
    const more = { point: null, mesh: null, technique: UNSAID, posture: null, site: "", lot: "", override: "" };
    const [id] = await this.keep({ fact: "inserted", number: this.state.next_number, ...more, ...place });
    return id;
  }

  /** @param {string} needle @param {number} [twitches] */
  async twitch(needle, twitches = 1) {
    return this.keep({ fact: "twitched", needle, twitches });
  }

  /** @param {string} needle */
  async withdraw(needle) {
    return this.keep({ fact: "withdrawn", needle });
  }

  /** Every needle that is in, each with a fact of its own. */
  async withdrawAll() {
    const inside = this.state.needles.filter((one) => one.out_at === null);
    return this.keep(...inside.map((one) => ({ fact: "withdrawn", needle: one.id })));
  }

  /** @param {number} found @param {number} in_tray */
  async count(found, in_tray) {
    return this.keep({ fact: "counted", found, in_tray, knows: this.state.knows.counted });
  }

  /** @param {number} needles */
  async dispose(needles) {
    return this.keep({ fact: "disposed", needles, knows: this.state.knows.disposed });
  }

  /** @param {Pick<StimulationSet, "needles" | "channel" | "hz" | "width_us" | "intensity" | "minutes">} current */
  async stimulate(current) {
    return this.keep({ fact: "stimulation_set", ...current });
  }

  /** @param {string | null} needle @param {string} symptom */
  async noteSymptom(needle, symptom) {
    return this.keep({ fact: "symptom_noted", needle, symptom });
  }

  /** @param {string} reason fainting, patient_asks or other */
  async callAllOut(reason) {
    return this.keep({ fact: "all_out_called", reason });
  }

  /** @param {number} minutes */
  async planRetention(minutes) {
    return this.keep({ fact: "retention_planned", minutes });
  }

  /** Somebody has seen that the clinic could not read it. @param {string} id */
  async seen(id) {
    await this.outbox.seen(id);
    await this.changed();
  }

  // ------------------------------------------------------------------ keeping and sending
  /** The ids of the facts, once all are on the disk. @param {any[]} said @returns {Promise<string[]>} */
  async keep(...said) {
    const device_at = new Date().toISOString();
    const facts = said.map((words) => ({ ...words, id: crypto.randomUUID(), device_at, at: device_at }));
    const says = facts.map(refusal).find(Boolean);
    if (says) throw new NotSaid(says);
    await this.outbox.keep(facts);
    await this.changed();
    this.send();
    return facts.map((one) => one.id);
  }

  /** Hears at once what was recorded in another way. */
  async look() {
    this.heardAt = -LOOK_MS;
    await this.send();
  }

  /** Sends what waits and hears what others recorded; one tab of a session at a time. */
  async send() {
    this.again = this.sending;
    if (this.sending) return;
    this.sending = true;
    try {
      await navigator.locks.request(`filiform ${this.outbox.place}`, () => this.exchange());
    } catch (problem) {
      console.error(problem);
      this.reached("away"); // what waits is tried again
    } finally {
      this.sending = false;
    }
    if (this.again) await this.send();
  }

  async exchange() {
    /** @type {Line} */
    let line = this.compared ? "well" : await this.hear();
    if (line === "well") line = await this.deliver();
    if (line === "well" && this.mustHear()) line = await this.hear();
    this.reached(line);
    await this.changed();
  }

  /** @returns {Promise<Line>} */
  deliver() {
    const waits = (/** @type {Entry} */ one) => one.standing === "unsent";
    return deliver(
      async () => (await this.outbox.entries()).filter(waits).map((one) => one.fact),
      (batch) => this.clinic.post(batch),
      (answers, state) => this.answered(answers, state),
    );
  }

  /** @param {Answer[]} answers @param {any} state */
  async answered(answers, state) {
    await this.outbox.answered(answers);
    await this.read();
    if (!state) return;
    const all = this.entries.filter((one) => one.standing === "kept").length === state.entries;
    if (all) this.since = state.entries;
    await this.hearState(state);
  }

  mustHear() {
    return this.since !== this.told.entries || performance.now() - this.heardAt > LOOK_MS / 2;
  }

  /** What others recorded. The first time all is compared: what the clinic lost is sent again. @returns {Promise<Line>} */
  async hear() {
    const { line, said } = await this.clinic.told(this.since);
    if (!said) return line;
    await this.outbox.learn(said.facts);
    if (!this.compared) await this.outbox.onlyThese(said.facts.map((one) => one.id));
    this.compared = true;
    this.since = said.state.entries;
    await this.hearState(said.state);
    return "well";
  }

  /** @param {any} state */
  async hearState({ entries, balance, closed, consent_withdrawn, difference_explained, clinic_now }) {
    this.told = { entries, balance, closed, consent_withdrawn, difference_explained };
    this.ahead = Date.now() - Date.parse(clinic_now);
    this.heardAt = performance.now();
    const kept = { told: this.told, ahead: this.ahead };
    await this.vault.tell(this.word, await this.vault.seal(this.outbox.place, this.word, kept));
  }

  /** @param {Line} line */
  reached(line) {
    this.line = line;
    this.failures = line === "well" ? 0 : this.failures + 1;
    clearTimeout(this.timer);
    if (line === "away") this.timer = setTimeout(() => this.send(), rest(this.failures));
  }

  async changed() {
    this.tabs.postMessage({});
    await this.read();
  }

  /** Reads what lies here; of two at once the one that began later counts. */
  async read() {
    const begun = (this.reads.begun += 1);
    const entries = await this.outbox.entries();
    if (begun < this.reads.shown) return;
    this.reads.shown = begun;
    this.entries = entries;
    this.state = fold(this.entries.filter((one) => one.standing !== "refused" && one.standing !== "seen")
      .map(({ fact }) => ({ ...fact, at: this.clinicTime(fact) })));
    for (const listener of this.listeners) listener();
  }

  /** What the clinic set right stands; what only lies here is set right by what is known of the clocks. @param {Fact} fact */
  clinicTime({ at, entry }) {
    return entry === undefined ? new Date(Date.parse(at) - this.ahead).toISOString() : at;
  }
}

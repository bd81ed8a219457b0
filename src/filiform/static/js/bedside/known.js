/* What does this device know of the rules, and of this patient, before the network goes?
 *
 * The patient's part is told once after the page was loaded, and again when the network is back; it
 * lies sealed in the vault, with the address of the table (rules, targets, sources) that goes with
 * it. The table, which is nobody's, is one of the files that the worker keeps; an address is a
 * version. What does not fit together is not used.
 */

/** @import {Figure, Rules, Said, Screened, Target} from "./safety.js" */
/** @import {Place, Vault} from "./vault.js" */
import { placeWord } from "./vault.js";

/**
 * @typedef {{sources: string[], tag: string, needs_review: boolean}} Marks
 * @typedef {{facts: [string, string][], marks: number}} Claim marks: which of the table's
 * @typedef {Target & {near: Claim[], how: Claim[], more: Claim[], figures: number[]}} Listed figures: which of the table's
 * @typedef {{rules: Rules, targets: Record<string, Listed>, marks: Marks[], figures: Figure[],
 *   hazards: Record<string, Marks & {name: string, facts: [string, string][]}>,
 *   sources: Record<string, {says: string, url: string, weak: boolean}>}} Table
 * @typedef {{first_visit: boolean, screening: Screened[], answers: Record<string, Said>, unanswered: string[]}} Patient
 * @typedef {{table: Table, patient: Patient}} Known
 * @typedef {{vault: Vault, place: Place}} Keeper a Bedside is one
 */

const PATIENCE_MS = 15_000;

/** Asks the clinic, and keeps what it says; false where it says nothing. @param {Keeper} keeper @param {string} address */
export async function hearKnown(keeper, address) {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(address, { cache: "no-store", headers: { Accept: "application/json" }, signal }).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const { table, patient } = await answer.json();
  await kept(keeper.vault, placeWord(keeper.place), "patient", { table, patient });
  if (!(await caches.match(table))) await (await navigator.serviceWorker.getRegistration())?.update(); // newer rules
  return true;
}

/** What was kept; null where something is missing, as the table that the patient was asked for. @param {Keeper} keeper @returns {Promise<Known | null>} */
export async function openKnown(keeper) {
  const heard = await opened(keeper.vault, placeWord(keeper.place), "patient");
  if (!heard?.table) return null;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = (await caches.match(heard.table)) ?? (await fetch(heard.table, { signal }).catch(() => null));
  return answer?.ok ? { table: await answer.json(), patient: heard.patient } : null;
}

/** The published depths of a target. @param {Table} table @param {string} target */
export function figuresOf({ figures, targets }, target) {
  return targets[target].figures.map((number) => figures[number]);
}

/** @param {Vault} vault @param {string} place @param {string} what @param {unknown} value */
async function kept(vault, place, what, value) {
  const word = `${what} ${place}`;
  await vault.tell(word, await vault.seal(place, word, value));
}

/** @param {Vault} vault @param {string} place @param {string} what */
async function opened(vault, place, what) {
  const word = `${what} ${place}`;
  const sealed = await vault.about(word);
  return sealed ? vault.unseal(place, word, sealed) : null;
}

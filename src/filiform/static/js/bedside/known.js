/* What does this device know of the rules, and of this patient, before the network goes?
 *
 * The clinic tells it once after the page was loaded, and again when the network is back. It lies
 * sealed in the vault: the patient's part with the session, the table (rules, targets, sources) once
 * for the user, whose sign-out removes both. What does not fit together is not used.
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
  const table = await opened(keeper.vault, ofUser(keeper), "table");
  const to = `${address}?${new URLSearchParams({ have: table?.version ?? "" })}`;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(to, { cache: "no-store", headers: { Accept: "application/json" }, signal }).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const { version, table: fresh, patient } = await answer.json();
  if (fresh) await kept(keeper.vault, ofUser(keeper), "table", { version, table: fresh });
  await kept(keeper.vault, placeWord(keeper.place), "patient", { version, patient });
  return true;
}

/** What was kept; null where something is missing, or the rules are not those the patient was asked for. @param {Keeper} keeper @returns {Promise<Known | null>} */
export async function openKnown(keeper) {
  const [first, second] = await Promise.all([
    opened(keeper.vault, ofUser(keeper), "table"),
    opened(keeper.vault, placeWord(keeper.place), "patient"),
  ]);
  if (!first || first.version !== second?.version || !first.table.hazards) return null; // or kept by an older page
  return { table: first.table, patient: second.patient };
}

/** The published depths of a target. @param {Table} table @param {string} target */
export function figuresOf({ figures, targets }, target) {
  return targets[target].figures.map((number) => figures[number]);
}

/** Where what is the same for every session of a user lies. @param {Keeper} keeper */
function ofUser({ place: { user } }) {
  return placeWord({ user, session: "every" });
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

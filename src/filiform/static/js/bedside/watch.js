/* What must somebody beside the couch be told while needles are in, and before they leave? As
 * domain/watch.py says it. Times decide nothing of the accounts here, only what is shown.
 */

/** @import {Needle, State} from "./ledger.js" */
import { instant } from "./order.js";

/** @typedef {{says: string, targets: string[], words: string[]}} Cover what hides a needle */

const GRACE_US = 60_000_000; // two clocks that were set right still differ by what the network took

/** The needles in place that the last call means: those that went in before it. @param {Pick<State, "needles" | "called_at">} state */
export function calledOut({ needles, called_at }) {
  if (called_at === null) return [];
  return needles.filter((one) => one.out_at === null && instant(one.at) <= instant(called_at) + GRACE_US);
}

/** Whether a needle has been in for the planned time. @param {number} minutes whole ones @param {number | null} planned */
export function isDue(minutes, planned) {
  return planned !== null && minutes >= planned;
}

/**
 * Which of the needles whose time is reached nobody was told of yet; from now on they are told.
 * @param {Set<string>} told
 * @param {{id: string, name: string}[]} due
 * @param {number | null} planned another plan is told again
 */
export function untold(told, due, planned) {
  const word = (/** @type {string} */ id) => `${id} ${planned}`;
  const fresh = due.filter(({ id }) => !told.has(word(id)));
  for (const { id } of fresh) told.add(word(id));
  return fresh.map((one) => one.name);
}

/**
 * Where to look before the session closes: "Look under hair: needle 3 (Temporalis left)".
 * @param {Cover[]} covers
 * @param {Pick<Needle, "name" | "target" | "side" | "site">[]} needles every one that went in
 * @param {(target: string) => string} nameOf
 */
export function reminders(covers, needles, nameOf) {
  return covers.flatMap((cover) => {
    const found = needles.filter(({ target, site }) => hides(cover, target, site));
    const which = found.map(({ name, target, side }) => `${name} (${nameOf(target)} ${side})`);
    return found.length ? [`${cover.says}: needle${found.length > 1 ? "s" : ""} ${which.join(", ")}`] : [];
  });
}

/** @param {Cover} cover @param {string} target @param {string} site the therapist's words */
function hides({ targets, words }, target, site) {
  const said = (site ?? "").toLowerCase().match(/\p{L}+/gu) ?? [];
  return targets.includes(target) || said.some((word) => words.includes(word));
}

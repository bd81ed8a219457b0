/* How are facts written down in a test? `pile("insert 1", "withdraw 1", "count 0 1")`: a count
 * knows all that stands before it. Ids are made of the numbers, so that they can be read.
 */

/** @import {Fact} from "../../src/filiform/static/js/bedside/facts.js" */
import { fold } from "../../src/filiform/static/js/bedside/ledger.js";

/** @param {number} number */
export function id(number) {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** @param {...string} lines @returns {Fact[]} */
export function pile(...lines) {
  /** @type {any[]} */
  const facts = [];
  lines.forEach((line, place) => {
    const [word, ...rest] = line.split(" ");
    const [one = 0, other = 0] = rest.map(Number);
    const told = { id: word === "insert" ? id(one) : id(100 + place), at: `2026-11-26T09:00:${String(place).padStart(2, "0")}Z` };
    facts.push({ ...told, ...said(word, one, other, facts) });
  });
  return facts;
}

/** @param {string} word @param {number} one @param {number} other @param {Fact[]} before */
function said(word, one, other, before) {
  const { counted, disposed, moved } = fold(before).knows;
  switch (word) {
    case "insert":
      return { fact: "inserted", number: other || one, target: "soleus", side: "left", gauge_mm: "0.25", length_mm: 30 };
    case "twitch":
      return { fact: "twitched", needle: id(one), twitches: other };
    case "withdraw":
      return { fact: "withdrawn", needle: id(one) };
    case "count":
      return { fact: "counted", found: one, in_tray: other, knows: counted };
    case "dispose":
      return { fact: "disposed", needles: one, knows: disposed };
    case "feel":
      return { fact: "felt", feels: "well", symptom: "", knows: moved };
    case "advise":
      return { fact: "advised", about: ["help"], way: "spoken", version: "2026-11" };
    default:
      return { fact: "all_out_called", reason: word };
  }
}

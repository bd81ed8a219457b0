/* In which order are facts shown, and what of them was told? Times order what is shown and decide
 * nothing else.
 */

/** @import {Fact} from "./facts.js" */
/** @typedef {"at" | "device_at" | "received_at" | "entry"} Times */

/**
 * Microseconds since 1970; a browser's own clock of a date knows only milliseconds.
 * @param {string} at ISO 8601 with its offset
 * @returns {number}
 */
export function instant(at) {
  const [, fraction = ""] = /\.(\d+)/.exec(at) ?? [];
  return Date.parse(at.replace(/\.\d+/, "")) * 1000 + Number(fraction.padEnd(6, "0").slice(0, 6));
}

/**
 * @template {Fact["fact"]} K
 * @param {Fact[]} facts
 * @param {K} kind
 */
export function all(facts, kind) {
  return /** @type {Extract<Fact, {fact: K}>[]} */ (facts.filter((one) => one.fact === kind));
}

/** @template {Fact} F @param {F[]} facts @param {(one: F, other: F) => number} [order] @returns {F[]} */
export function inOrder(facts, order = earlier) {
  return [...facts].sort(order);
}

/** @param {string} one @param {string} other */
export function byWord(one, other) {
  return one < other ? -1 : Number(one > other);
}

/** @param {Fact} one @param {Fact} other */
export function earlier(one, other) {
  return instant(one.at) - instant(other.at) || byWord(one.id, other.id);
}

/** The fact as it was told, without its times. @template {Fact} F @param {F} fact @returns {Omit<F, Times>} */
export function said({ at, device_at, received_at, entry, ...words }) {
  return words;
}

/* Which needles are in the patient, and do all accounts agree? As domain/ledger.py says it, field
 * for field: everything follows from the *set* of facts, whatever their order and however often.
 * Times (`at`) order what is shown and decide nothing. tests/vectors compares both languages.
 */

/** @import {Counted, Disposed, Fact, Inserted, StimulationSet, SymptomNoted} from "./facts.js" */
/** @import {Asked, Measure} from "./asked.js" */
/** @import {Times} from "./order.js" */
import { QUESTIONS, asked, measured } from "./asked.js";
import { all, byWord, earlier, inOrder, instant, said } from "./order.js";

/**
 * @typedef {Inserted & {name: string, out_at: string | null, twitches: number}} Needle
 *   `name` is its number, with a letter where several needles have it.
 * @typedef {{inserted: number, withdrawn: number, in_place: number, unknown: number,
 *   found: number | null, in_tray: number | null, disposed: number | null}} Balance
 *   null: not said, or said without knowing everything.
 * @typedef {{needles: Needle[], balance: Balance, differences: string[], unknown: string[],
 *   all_out: boolean, next_number: number, knows: {counted: string, disposed: string, moved: string},
 *   minutes: number | null, called: string | null, called_at: string | null,
 *   stimulations: Omit<StimulationSet, Times>[], symptoms: Omit<SymptomNoted, Times>[],
 *   measures: Omit<Measure, Times>[], asked: Asked, jotted: string[]}} State
 */

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * What is true of any pile of facts. Of two with one id the first counts.
 * @param {Iterable<Fact>} pile
 * @returns {State}
 */
export function fold(pile) {
  const facts = [...once(pile).values()];
  const inserted = new Map(inOrder(all(facts, "inserted"), firstIn).map((one) => [one.id, one]));
  const out = new Map(inOrder(all(facts, "withdrawn"), earlier).reverse().map((one) => [one.needle, one]));
  const calls = inOrder(all(facts, "all_out_called"), earlier);
  const moves = sum([...inserted.keys()], 1n) + sum([...out.keys()], 2n) + sum(ids(calls), 3n);
  const unknown = [...new Set(facts.flatMap(needlesOf))].filter((id) => !inserted.has(id)).sort();
  const inside = [...inserted.keys()].filter((id) => !out.has(id)).length;
  const counts = all(facts, "counted");
  const disposals = all(facts, "disposed");
  const [count, disposal] = [standing(counts, moves), standing(disposals, moves)];
  /** @type {Balance} */
  const balance = {
    inserted: inserted.size,
    withdrawn: inserted.size - inside,
    in_place: inside,
    unknown: unknown.length,
    found: count?.found ?? null,
    in_tray: count?.in_tray ?? null,
    disposed: disposal?.needles ?? null,
  };
  return {
    needles: needlesFrom([...inserted.values()], facts, out),
    balance,
    differences: differences(balance),
    unknown,
    all_out: inserted.size > 0 && inside === 0,
    next_number: Math.max(0, ...[...inserted.values()].map((one) => one.number)) + 1,
    knows: {
      counted: digits(moves + sum(ids(counts), 4n)),
      disposed: digits(moves + sum(ids(disposals), 4n)),
      moved: digits(moves),
    },
    minutes: inOrder(all(facts, "retention_planned"), earlier).at(-1)?.minutes ?? null,
    called: calls.at(-1)?.reason ?? null,
    called_at: calls.at(-1)?.at ?? null,
    stimulations: lastOfEachPair(all(facts, "stimulation_set")).map(said),
    symptoms: inOrder(all(facts, "symptom_noted"), earlier).map(said),
    measures: measured(facts),
    asked: asked(facts, digits(moves)),
    jotted: inOrder(all(facts, "jotted")).map((one) => one.words),
  };
}

/** What is still to be answered before it closes, in order; nothing where no needle was. @param {Pick<State, "balance" | "asked">} state */
export function openQuestions({ balance, asked: { felt, advised, declined } }) {
  if (!balance.inserted) return [];
  const answered = [balance.in_tray !== null, balance.disposed !== null, felt !== null, advised.length > 0];
  return QUESTIONS.filter((one, place) => !answered[place] && !declined.some(({ question }) => question === one));
}

/**
 * The one next thing on the way to a closed session.
 * @param {Pick<State, "balance" | "asked" | "differences">} state
 * @param {boolean} explained an incident says where a missing needle went
 * @returns {string} needles, count, disposal, differs, feeling, advice or close
 */
export function step({ balance, asked, differences }, explained = false) {
  if (balance.in_place) return "needles";
  const [first = "close"] = openQuestions({ balance, asked });
  const ofNeedles = first === "count" || first === "disposal";
  return !ofNeedles && differences.length && !explained ? "differs" : first;
}

/**
 * What does not agree, in the order it should be mended.
 * @param {Balance} accounts
 * @returns {string[]}
 */
export function differences({ inserted: n, withdrawn, unknown, found, in_tray, disposed }) {
  const sentences = [];
  if (withdrawn !== n) sentences.push(`${n - withdrawn} of ${n} needles are still recorded as in place.`);
  if (unknown) sentences.push(`${unknown} withdrawn or worked that nobody recorded going in.`);
  if (n && in_tray === null) sentences.push("Nobody has looked and counted since the last needle moved.");
  if (found) sentences.push(`${found} found in the patient at the count.`);
  if (in_tray !== null && in_tray !== n) sentences.push(`${n} went in, ${in_tray} were counted in the tray.`);
  if (disposed === null && n) sentences.push("The needles are not yet recorded as disposed of.");
  if (disposed !== null && disposed !== n) sentences.push(`${n} went in, ${disposed} are in the sharps container.`);
  return sentences;
}

/** @param {Iterable<Fact>} pile @returns {Map<string, Fact>} */
function once(pile) {
  const byId = new Map();
  for (const fact of pile) if (!byId.has(fact.id)) byId.set(fact.id, fact);
  return byId;
}

/** The needles a fact speaks of, besides the one it puts in. @param {Fact} fact @returns {string[]} */
function needlesOf(fact) {
  if (fact.fact === "stimulation_set") return fact.needles;
  return "needle" in fact && fact.needle !== null ? [fact.needle] : [];
}

/** @param {Inserted} one @param {Inserted} other */
function firstIn(one, other) {
  return instant(one.at) - instant(other.at) || one.number - other.number || byWord(one.id, other.id);
}

/**
 * The one that knew every move and all others of its kind; of two made apart, neither.
 * @template {Counted | Disposed} F
 * @param {F[]} made
 * @param {bigint} moves
 * @returns {F | undefined}
 */
function standing(made, moves) {
  const all = moves + sum(ids(made), 4n);
  const whole = made.filter((one) => one.knows === digits(all - sum([one.id], 4n)));
  return whole.length === 1 ? whole[0] : undefined;
}

/** @param {Fact[]} facts */
function ids(facts) {
  return facts.map((one) => one.id);
}

/** Ids as 128-bit numbers, each so many times. @param {string[]} ids @param {bigint} times */
function sum(ids, times) {
  return ids.reduce((total, id) => total + times * BigInt(`0x${id.replaceAll("-", "")}`), 0n);
}

/** @param {bigint} total */
function digits(total) {
  return BigInt.asUintN(128, total).toString(16).padStart(32, "0");
}

/** @param {Inserted[]} inserted @param {Fact[]} facts @param {Map<string, {at: string}>} out @returns {Needle[]} */
function needlesFrom(inserted, facts, out) {
  const named = names(inserted);
  const twitches = new Map();
  for (const one of all(facts, "twitched")) {
    twitches.set(one.needle, (twitches.get(one.needle) ?? 0) + one.twitches);
  }
  return inserted.map((one) => ({
    ...one,
    name: named.get(one.id) ?? String(one.number),
    out_at: out.get(one.id)?.at ?? null,
    twitches: twitches.get(one.id) ?? 0,
  }));
}

/** A number that several needles have gets a letter, in the order of their ids. @param {Inserted[]} inserted */
function names(inserted) {
  /** @type {Map<number, string[]>} */
  const same = new Map();
  for (const { id, number } of inserted) same.set(number, [...(same.get(number) ?? []), id]);
  const named = new Map();
  for (const [number, ids] of same) {
    ids.sort().forEach((id, place) => named.set(id, ids.length > 1 ? `${number}${letter(place)}` : String(number)));
  }
  return named;
}

/** a … z, then a1, b1 … @param {number} place */
function letter(place) {
  const round = Math.floor(place / LETTERS.length);
  return LETTERS[place % LETTERS.length] + (round ? String(round) : "");
}

/** The last setting of each pair, in the order of their times. @param {StimulationSet[]} facts */
function lastOfEachPair(facts) {
  const last = new Map(inOrder(facts, earlier).map((one) => [[...one.needles].sort().join(" "), one]));
  return inOrder([...last.values()], earlier);
}

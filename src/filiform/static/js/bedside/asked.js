/* What was measured before and after the needles, and what is asked before the patient leaves? As
 * domain/measures.py and domain/asked.py say it, field for field.
 */

/** @import {Advised, Declined, Fact, Felt, Moved, PainScored, Pressed} from "./facts.js" */
/** @import {Times} from "./order.js" */
import { all, inOrder, said } from "./order.js";

/**
 * @typedef {PainScored | Moved | Pressed} Measure
 * @typedef {{felt: Omit<Felt, Times> | null, unwell: Omit<Felt, Times>[], advised: Omit<Advised, Times>[],
 *   declined: Omit<Declined, Times>[]}} Asked
 *   felt: the last answer that stands; unwell: every time; declined: by question, in their order
 */

export const QUESTIONS = ["count", "disposal", "feeling", "advice"];

/** The last of each subject and moment, in the order of their times. @param {Fact[]} facts @returns {Omit<Measure, Times>[]} */
export function measured(facts) {
  const told = inOrder(/** @type {Measure[]} */ ([...all(facts, "pain_scored"), ...all(facts, "moved"), ...all(facts, "pressed")]));
  const last = new Map(told.map((one) => [[one.moment, ...subject(one)].join("\n"), one]));
  return inOrder([...last.values()]).map(said);
}

/** What was measured: two of one subject can be compared. @param {Omit<PainScored, Times> | Omit<Moved, Times> | Omit<Pressed, Times>} measure @returns {string[]} */
export function subject(measure) {
  if (measure.fact === "moved") return ["movement", measure.movement, measure.side, measure.how];
  if (measure.fact === "pressed") return ["pressure", measure.place, measure.side];
  return ["pain"];
}

/**
 * The fold over the answers.
 * @param {Fact[]} facts
 * @param {string} moved what one knows who knows every needle
 * @returns {Asked}
 */
export function asked(facts, moved) {
  const felt = inOrder(all(facts, "felt"));
  const declined = inOrder(all(facts, "declined")).filter((one) => one.knows === moved || one.question === "advice");
  const last = new Map(declined.map((one) => [one.question, said(one)]));
  const standing = felt.filter((one) => one.knows === moved).at(-1);
  return {
    felt: standing ? said(standing) : null,
    unwell: felt.filter((one) => one.feels === "unwell").map(said),
    advised: inOrder(all(facts, "advised")).map(said),
    declined: QUESTIONS.flatMap((one) => last.get(one) ?? []),
  };
}

/* How does what lies here come to the clinic: in which batches, and how soon again? */

/** @import {Fact} from "./facts.js" */
/** @import {Answer} from "./outbox.js" */

/**
 * @typedef {{kind: "answered", answers: Answer[], state: any}
 *   | {kind: "too much" | "not read" | "not here", says: string}
 *   | {kind: "away" | "signed out"}} Reply
 * @typedef {"not yet" | "well" | "away" | "signed out" | "not here"} Line how the clinic was reached
 */

export const MOST = 100;
const AGAIN_MS = [1000, 2000, 4000, 8000, 15000, 30000];

/** How long to rest after so many failures in a row. @param {number} failures */
export function rest(failures) {
  return AGAIN_MS[Math.min(failures, AGAIN_MS.length) - 1] ?? 0;
}

/**
 * Sends until nothing waits or the clinic cannot be reached. What is sent twice is recorded once,
 * so it is sent again whenever no answer came.
 * @param {() => Promise<Fact[]>} waiting what waits now, oldest first
 * @param {(batch: Fact[]) => Promise<Reply>} post
 * @param {(answers: Answer[], state: any) => Promise<void>} answered keeps what was answered
 * @returns {Promise<Line>}
 */
export async function deliver(waiting, post, answered) {
  let most = MOST;
  for (;;) {
    const batch = (await waiting()).slice(0, most);
    if (batch.length === 0) return "well";
    const reply = await post(batch);
    if (reply.kind === "answered") {
      if (!ofBatch(reply.answers, batch).length) return "away";
      await answered(ofBatch(reply.answers, batch), reply.state);
      most = MOST;
    } else if (reply.kind === "too much" || reply.kind === "not read") {
      if (batch.length === 1) await answered([refused(batch[0], reply.says)], null);
      most = Math.ceil(batch.length / 2);
    } else {
      return reply.kind;
    }
  }
}

/** @param {Answer[]} answers @param {Fact[]} batch */
function ofBatch(answers, batch) {
  return answers.filter((one) => batch.some((fact) => fact.id === one.id));
}

/** @param {Fact} fact @param {string} says @returns {Answer} */
function refused({ id }, says) {
  return { id, answer: "refused", says };
}

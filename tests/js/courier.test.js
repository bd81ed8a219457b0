/* In which batches are entries sent, and what becomes of them? */

import assert from "node:assert/strict";
import { test } from "node:test";
import { meaning } from "../../src/filiform/static/js/bedside/clinic.js";
import { MOST, deliver, rest } from "../../src/filiform/static/js/bedside/courier.js";
import { refusal } from "../../src/filiform/static/js/bedside/facts.js";
import { pile } from "./piles.js";

/** @import {Reply} from "../../src/filiform/static/js/bedside/courier.js" */
/** @import {Fact} from "../../src/filiform/static/js/bedside/facts.js" */
/** @import {Answer} from "../../src/filiform/static/js/bedside/outbox.js" */

/** Entries that wait until they are answered. @param {number} many */
function waiting(many) {
  const facts = pile(...Array.from({ length: many }, (_, place) => `insert ${place + 1}`));
  /** @type {Map<string, Answer>} */
  const answers = new Map();
  return {
    answers,
    now: async () => facts.filter((one) => !answers.has(one.id)),
    answered: async (/** @type {Answer[]} */ told) => told.forEach((one) => answers.set(one.id, one)),
  };
}

/** @param {Fact[]} batch @returns {Reply} */
function accepted(batch) {
  return { kind: "answered", state: {}, answers: batch.map(({ id }) => ({ id, answer: "accepted", says: "" })) };
}

test("everything is sent, oldest first, in batches", async () => {
  const box = waiting(MOST + 1);
  /** @type {number[]} */
  const sizes = [];
  const line = await deliver(box.now, async (batch) => (sizes.push(batch.length), accepted(batch)), box.answered);
  assert.deepEqual([line, sizes, box.answers.size], ["well", [MOST, 1], MOST + 1]);
});

test("a line that breaks keeps what was not answered", async () => {
  const box = waiting(MOST + 1);
  let posts = 0;
  const post = async (/** @type {Fact[]} */ batch) => (posts++ ? /** @type {Reply} */ ({ kind: "away" }) : accepted(batch));
  assert.equal(await deliver(box.now, post, box.answered), "away");
  assert.equal((await box.now()).length, 1);
});

test("a batch that is too much is halved", async () => {
  const box = waiting(9);
  const post = async (/** @type {Fact[]} */ batch) =>
    batch.length > 2 ? /** @type {Reply} */ ({ kind: "too much", says: "" }) : accepted(batch);
  assert.equal(await deliver(box.now, post, box.answered), "well");
  assert.equal(box.answers.size, 9);
});

test("of a batch that cannot be read only the one entry is refused, and the others arrive", async () => {
  const box = waiting(5);
  const [, , third] = await box.now();
  const post = async (/** @type {Fact[]} */ batch) =>
    batch.includes(third) ? /** @type {Reply} */ ({ kind: "not read", says: "No." }) : accepted(batch);
  assert.equal(await deliver(box.now, post, box.answered), "well");
  assert.deepEqual([...box.answers.values()].filter((one) => one.answer === "refused"), [
    { id: third.id, answer: "refused", says: "No." },
  ]);
});

test("an answer about nothing that was sent is no answer", async () => {
  const box = waiting(1);
  const post = async () => /** @type {Reply} */ ({ kind: "answered", state: {}, answers: [] });
  assert.equal(await deliver(box.now, post, box.answered), "away");
});

test("the rests grow to half a minute", () => {
  assert.deepEqual([0, 1, 2, 3, 6, 60].map(rest), [0, 1000, 2000, 4000, 30000, 30000]);
});

test("every kind of answer has its meaning, and a login page is no answer", () => {
  const of = (/** @type {number} */ status, redirected = false, said = {}) =>
    meaning({ ok: status < 300, status, redirected }, said)?.kind;
  assert.equal(of(200, false, { ok: true }), undefined);
  assert.deepEqual([of(200, true), of(403), of(401)], Array(3).fill("signed out"));
  assert.deepEqual([of(413), of(422), of(404), of(409)], ["too much", "not read", "not here", "not here"]);
  assert.deepEqual([of(500), of(200), of(503)], Array(3).fill("away"));
});

test("what could not be read is refused before it is kept", () => {
  const [needle] = pile("insert 1");
  assert.equal(refusal(needle), "");
  for (const wrong of [{ number: 0 }, { number: 1.5 }, { gauge_mm: "0.255" }, { gauge_mm: "0.61" }, { length_mm: NaN }]) {
    assert.notEqual(refusal(/** @type {Fact} */ ({ ...needle, ...wrong })), "");
  }
  assert.match(refusal({ ...needle, fact: "counted", found: NaN, in_tray: 1, knows: "" }), /whole number/);
});

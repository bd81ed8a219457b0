/* What follows from a pile of facts? Whether Python says the same is asked in tests/vectors. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, fold, step } from "../../src/filiform/static/js/bedside/ledger.js";
import { instant } from "../../src/filiform/static/js/bedside/order.js";
import { id, pile } from "./piles.js";

const CLOSED = pile("insert 1", "insert 2", "withdraw 2", "withdraw 1", "count 0 2", "dispose 2", "feel", "advise");

test("in minus out is in the patient", () => {
  const { balance, needles } = fold(pile("insert 1", "insert 2", "twitch 1 3", "withdraw 2"));
  assert.deepEqual([balance.inserted, balance.withdrawn, balance.in_place], [2, 1, 1]);
  assert.deepEqual(needles.map((one) => [one.name, one.twitches, one.out_at !== null]), [["1", 3, false], ["2", 0, true]]);
});

test("any order and any repetition of the facts is the same", () => {
  const whole = fold(CLOSED);
  const turned = [...CLOSED].reverse();
  assert.deepEqual(fold([...turned, ...CLOSED, ...turned]), whole);
});

test("whoever counted everything stands, and nothing differs", () => {
  const state = fold(CLOSED);
  assert.deepEqual([state.balance.found, state.balance.in_tray, state.balance.disposed], [0, 2, 2]);
  assert.deepEqual(state.differences, []);
  assert.equal(step(state), "close");
});

test("a count that did not know of a needle no longer stands", () => {
  const [late] = pile("insert 3");
  const { balance } = fold([...CLOSED, late]);
  assert.deepEqual([balance.found, balance.in_tray, balance.disposed], [null, null, null]);
});

test("of two counts made apart neither stands", () => {
  const [other] = pile("insert 1", "insert 2", "withdraw 2", "withdraw 1", "count 0 1").slice(-1);
  assert.equal(fold([...CLOSED, { ...other, id: id(900) }]).balance.in_tray, null);
});

test("needles with one number get a letter in the order of their ids", () => {
  const names = fold(pile("insert 9 1", "insert 4 1", "insert 5 2")).needles.map((one) => one.name);
  assert.deepEqual(names, ["1b", "1a", "2"]);
});

test("a withdrawal may come before its insertion; what never went in is unknown", () => {
  const facts = pile("withdraw 1", "withdraw 7", "insert 1");
  assert.deepEqual(fold(facts).unknown, [id(7)]);
  assert.deepEqual([fold(facts).balance.in_place, fold(facts).balance.withdrawn], [0, 1]);
});

test("the steps follow each other", () => {
  const steps = CLOSED.map((_, place) => step(fold(CLOSED.slice(0, place + 1))));
  assert.deepEqual(steps, ["needles", "needles", "needles", "count", "disposal", "feeling", "advice", "close"]);
  const missing = fold(pile("insert 1", "withdraw 1", "count 0 0", "dispose 1", "feel", "advise"));
  assert.equal(step(missing), "differs");
  assert.equal(step(missing, true), "close");
});

test("what does not agree is said in the order of mending", () => {
  const none = { inserted: 2, withdrawn: 1, in_place: 1, unknown: 1, found: 1, in_tray: 1, disposed: 1 };
  assert.deepEqual(differences(none).map((one) => one.split(" ")[0]), ["1", "1", "1", "2", "2"]);
});

test("times are told apart to the microsecond, in any zone", () => {
  const at = ["2026-11-26T09:00:00.000001Z", "2026-11-26T10:00:00.000002+01:00", "2026-11-26T09:00:00.000003Z"];
  assert.deepEqual(at.map((one) => instant(one) - instant("2026-11-26T09:00:00Z")), [1, 2, 3]);
});

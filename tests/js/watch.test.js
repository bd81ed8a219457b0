/* What is somebody beside the couch told? As tests/domain/test_watch.py asks it of Python. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../src/filiform/static/js/bedside/ledger.js";
import { calledOut, isDue, reminders, untold } from "../../src/filiform/static/js/bedside/watch.js";
import { id, pile } from "./piles.js";

const TWO = ["insert 1", "insert 2"];

/** @param {...string} lines */
function meant(...lines) {
  return calledOut(fold(pile(...lines))).map((one) => one.number);
}

test("a call means every needle that is in, until each is out", () => {
  assert.deepEqual(meant(...TWO), []);
  assert.deepEqual(meant(...TWO, "fainting"), [1, 2]);
  assert.deepEqual(meant(...TWO, "fainting", "withdraw 1"), [2]);
  assert.deepEqual(meant(...TWO, "fainting", "withdraw 1", "withdraw 2"), []);
});

test("a needle that goes in more than a minute after the call is not meant", () => {
  const [early, late] = ["2026-11-26T09:01:00Z", "2026-11-26T09:01:00.000001Z"].map((at) => {
    const [called, needle] = pile("fainting", "insert 3");
    return calledOut(fold([{ ...called, at: "2026-11-26T09:00:00Z" }, { ...needle, at }])).length;
  });
  assert.deepEqual([early, late], [1, 0]);
});

test("a needle is due from its planned minute on", () => {
  assert.deepEqual([isDue(9, 10), isDue(10, 10), isDue(11, 10), isDue(99, null)], [false, true, true, false]);
});

test("each needle is told once, and again when the plan changes", () => {
  const told = new Set();
  const due = [{ id: id(1), name: "1" }, { id: id(2), name: "2" }];
  assert.deepEqual(untold(told, due.slice(0, 1), 10), ["1"]);
  assert.deepEqual(untold(told, due, 10), ["2"]);
  assert.deepEqual(untold(told, due, 10), []);
  assert.deepEqual(untold(told, due, 15), ["1", "2"]);
});

test("what hides a needle is named by its place or by the therapist's own word", () => {
  const covers = [
    { says: "Look under hair", targets: ["temporalis"], words: ["scalp"] },
    { says: "Look under the towel", targets: [], words: ["towel"] },
  ];
  const needle = { name: "1", target: "temporalis", side: "left", site: "" };
  const other = { name: "2", target: "soleus", side: "right", site: "On the Scalp" };
  const name = (/** @type {string} */ target) => target;
  assert.deepEqual(reminders(covers, [needle, other], name), ["Look under hair: needles 1 (temporalis left), 2 (soleus right)"]);
  assert.deepEqual(reminders(covers, [{ ...other, site: "towels" }], name), []);
  assert.deepEqual(reminders(covers, [{ ...other, site: "Towel, low" }], name), ["Look under the towel: needle 2 (soleus right)"]);
});

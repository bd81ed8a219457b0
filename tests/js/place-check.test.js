/* Is a site put together of what is known, and is nothing taken for said? */

import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresOf } from "../../src/filiform/static/js/bedside/known.js";
import { siteOf } from "../../src/filiform/static/js/bedside/place-check.js";
import { check } from "../../src/filiform/static/js/bedside/safety.js";

/** @import {Known, Listed} from "../../src/filiform/static/js/bedside/known.js" */
/** @import {Place} from "../../src/filiform/static/js/bedside/place-check.js" */
/** @import {Rule, When} from "../../src/filiform/static/js/bedside/safety.js" */

const UNSAID = { angle: null, tilt: null, grip: null };
/** @type {Place} */
const PLACE = { target: "soleus", side: "left", gauge_mm: "0.25", length_mm: 30, technique: UNSAID, posture: null };
const WORDS = { says: "Look.", why: "Because.", sources: ["SA-3"], tag: "", needs_review: false, disagreement: "" };
/** @type {When} */
const ALWAYS = {
  targets: [], levels: [], regions: [], zones: [], longer_than_mm: null, thicker_than_mm: null, over_limit: false,
  angle: [], tilt: [], grip: [], posture: [], stimulation: false, first_visit: false, across: false, answers: [],
};
const FIGURE = {
  mm_text: "21", lowest_mm: 21, measures: "skin to rib", population: "62 people", source: "RHOM-14",
  also: [], danger: true, printed: "", caution: "A mean.", note: "", tag: "", needs_review: false,
};

/** @param {string} key @param {Partial<Listed>} [more] @returns {Listed} */
function listed(key, more) {
  const told = { near: [], how: [], more: [], figures: [] };
  return { key, name: key, level: "standard", deep: false, lung: false, longest_mm: 50, regions: ["LEG"], zones: [], ...told, ...more };
}

/** @param {Partial<When>} when @param {Partial<Rule>} [more] @returns {Rule} */
function rule(when, more) {
  return { id: "one", level: "stop", liftable: true, figures: [], nearest: false, when: { ...ALWAYS, ...when }, ...WORDS, ...more };
}

/** @param {...Rule} rules @returns {Known} */
function known(...rules) {
  const targets = { soleus: listed("soleus"), rhomboid: listed("rhomboid", { regions: ["THORAX-POST"], lung: true }) };
  const nothing = { marks: [], figures: [FIGURE], hazards: {}, sources: {} };
  const table = { rules: { version: "1", zone_regions: { pleura: "LUNG" }, rules }, targets, ...nothing };
  return { table, patient: { first_visit: true, screening: [], answers: {}, unanswered: [] } };
}

/** @param {Known} kept @param {Partial<Place>} place @param {Parameters<typeof siteOf>[2]} [inside] */
function judged(kept, place = {}, inside = []) {
  const { target } = { ...PLACE, ...place };
  return check(siteOf(kept, { ...PLACE, ...place }, inside), kept.table.rules, figuresOf(kept.table, target));
}

test("a needle in a target that has left the table says nothing any more", () => {
  const kept = known(rule({ across: true }));
  assert.equal(judged(kept, {}, [{ target: "gone", side: "right", zones: [] }]).findings.length, 0);
  assert.equal(judged(kept, {}, [{ target: "rhomboid", side: "right", zones: [] }]).findings.length, 1);
});

test("skin over the lung is a place over the lung", () => {
  const kept = known(rule({ regions: ["LUNG"] }));
  assert.equal(judged(kept).needs_reason, false);
  assert.equal(judged(kept, { zones: ["pleura"] }).needs_reason, true);
  assert.equal(judged(kept, { target: "rhomboid" }).needs_reason, true);
});

test("what was not said is asked for, and may lighten what nothing else lifts", () => {
  const kept = known(rule({ angle: ["perpendicular"] }, { liftable: false }));
  const unsaid = judged(kept);
  assert.deepEqual([unsaid.never, unsaid.liftable, unsaid.asks], [false, false, ["angle"]]);
  assert.equal(judged(kept, { technique: { ...UNSAID, angle: "perpendicular" } }).never, true);
  assert.equal(judged(kept, { technique: { ...UNSAID, angle: "oblique" } }).needs_reason, false);
});

test("a finding that turns on what lies below names the target's own figure", () => {
  const kept = known(rule({ regions: ["LEG"] }, { nearest: true }), rule({}, { id: "two" }));
  kept.table.targets.soleus.figures = [0];
  const { findings, figures } = judged(kept);
  assert.deepEqual(findings.map((one) => one.nearest), [FIGURE, null]);
  assert.deepEqual(figures, [FIGURE]);
});

test("a screening that blocks the place stops the needle until there is a reason", () => {
  const kept = known();
  const blocks = { id: "skin", weight: "stop_region", overridable: true, blocks: ["LEG:left"], ...WORDS };
  kept.patient.screening = [blocks, { ...blocks, id: "pacemaker", weight: "stop_stimulation" }];
  assert.deepEqual(judged(kept).findings.map((one) => one.rule), ["skin"]);
  assert.deepEqual(judged(kept, { side: "right" }).findings, []);
  assert.deepEqual([judged(kept).needs_reason, judged(kept).liftable], [true, true]);
});

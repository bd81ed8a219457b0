/* What happens when the body is tapped: the place is kept for the next needle, the likely targets
 * appear and the likeliest is chosen; what lies under the finger is asked for like any other place.
 * A target chosen from the list (by-list.js) or from what commonly refers here is placed in the
 * middle of its own place. Without the chart the list of names does the same. The chart itself:
 * ../body-chart.js.
 */

/** @import {Needle} from "./ledger.js" */
import { byList } from "./by-list.js";
import { nameOf } from "./parts.js";

/**
 * @typedef {{point: number[], mesh: string, region: string, zones: string[], moved?: boolean,
 *   chosen?: {target: string, side: string}}} Tapped moved: by a step; chosen: before the place
 * @typedef {{targets: Record<string, string[]>, home: Record<string, string>, labels: Record<string, string>,
 *   zones: Record<string, string>, blocked: string[], strokes: {points: number[][]}[], figure: string}} Known
 */

const VIEWS = ["front", "back", "left", "right"];
const ADDRESS = /^#place=(\w+):(left|right)$/;
const OFFERED = 5;

/** @type {Tapped | null} */
let tapped = null;
/** @type {Needle[]} */
let placed = [];

/** Begins to listen; the chart may come later or never. */
export function placing() {
  document.addEventListener("body:ready", begin);
  document.addEventListener("body:place", (event) => tap(/** @type {CustomEvent} */ (event).detail));
  document.addEventListener("click", (event) => {
    const pressed = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest?.("[data-target], [data-refer]"));
    if (pressed?.dataset.target) choose(pressed.dataset.target);
    const [target, side] = pressed?.dataset.refer?.split(":") ?? [];
    if (target) place(target, side);
  });
  document.addEventListener("change", ({ target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    if (tapped && field.name === "side" && field.value !== halfOf(tapped)) forget();
  });
  document.addEventListener("bedside:cleared", forget);
  document.addEventListener("bedside:proposed", (event) => propose(/** @type {CustomEvent} */ (event).detail));
  document.addEventListener("htmx:afterSwap", () => !value("point") && forget());
  if (chart()) begin();
}

/** The session's needles as they stand now. @param {Needle[]} needles */
export function drawNeedles(needles) {
  placed = needles.filter((one) => one.point);
  draw();
}

function begin() {
  const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-placing]"));
  if (!section || !chart()) return;
  section.hidden = false;
  chart().strokes(known().strokes);
  chart().hatch(known().blocked);
  /** @type {HTMLElement | null} */ (section.querySelector(`[data-tab=${bestView()}]`))?.click();
  draw();
  byList(known(), place);
  const [, target, side] = ADDRESS.exec(location.hash) ?? [];
  if (!target) return;
  history.replaceState(null, "", location.pathname);
  place(target, side);
}

/** In the middle of its own place, or of another one where it lies. @param {string} target @param {string} side @param {string} [region] */
function place(target, side, region = known().home[target]) {
  const host = /** @type {any} */ (document.querySelector("[data-body-chart]"));
  const point = chart()?.mesh.centre(region, side);
  if (!point) return;
  host.turnTo(point);
  tap({ ...chart().told(point), chosen: { target, side } });
  chart().svg.focus({ preventScroll: true });
}

/** The view that sees most of where it hurts. */
function bestView() {
  const points = known().strokes.flatMap((stroke) => stroke.points);
  const seen = (/** @type {string} */ view) =>
    points.filter((point) => chart().mesh.onPage(point, view, chart().figure)).length;
  return VIEWS.reduce((best, view) => (seen(view) > seen(best) ? view : best), "back");
}

/** @param {Tapped} place */
function tap(place) {
  tapped = place;
  const [region] = place.region.split(":");
  const { chosen, moved } = place;
  const names = (known().targets[region] ?? []).slice(0, OFFERED).map(nameOf);
  const stays = chosen ? nameOf(chosen.target) : moved ? value("target") : "";
  put("point", JSON.stringify(place.point));
  field("point")?.setAttribute("data-mesh", place.mesh);
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#place input[name=side]"))) {
    radio.checked = radio.value === (chosen?.side ?? sideOf(place));
  }
  document.getElementById("likely")?.replaceChildren(...names.map(chip));
  says(inWords(place, names.length > 0));
  draw();
  choose(stays || (names[0] ?? value("target")));
  if (!moved) document.getElementById("likely")?.scrollIntoView({ block: "start" }); // what lies near it comes beneath
}

/** The place and what it lies over. @param {Tapped} place @param {boolean} offers */
function inWords(place, offers) {
  const [region] = place.region.split(":");
  const where = [known().labels[region] ?? region, sideOf(place)].filter(Boolean).join(", ");
  const over = place.zones.map((zone) => known().zones[zone] ?? zone).join("; ");
  return [where, over && `Over: ${over}`, offers ? "" : "No target of the table lies here; name one"].filter(Boolean).map((one) => `${one}.`).join(" ");
}

/** A place of the last time, as if it had been tapped; of another mesh only the form knows. @param {{point: number[], mesh: string} | null} place */
function propose(place) {
  const mesh = chart()?.mesh;
  document.getElementById("likely")?.replaceChildren();
  tapped = place && mesh && place.mesh === mesh.name ? { ...place, region: mesh.region(place.point[0]), zones: mesh.zones(place.point[0]) } : null;
  says(tapped ? "As last time. Tap the body to choose another place." : "");
  draw();
}

/** @param {string} name */
function chip(name) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
  button.dataset.target = name;
  return button;
}

/** The target is written into the form; the page then asks what lies near it. @param {string} name */
function choose(name) {
  const target = document.querySelector("#insert [name=target]");
  if (!target || !name) return;
  put("target", name);
  for (const one of document.querySelectorAll("#likely button")) one.setAttribute("aria-pressed", String(one.textContent === name));
  target.dispatchEvent(new Event("change", { bubbles: true }));
}

function forget() {
  tapped = null;
  put("point", "");
  document.getElementById("likely")?.replaceChildren();
  says("");
  draw();
}

function draw() {
  const drawing = chart();
  if (!drawing) return;
  const list = placed.map((one) => ({ point: one.point, number: one.name, out: one.out_at !== null, label: `Needle ${one.name}, ${nameOf(one.target)} ${one.side}` }));
  if (tapped) list.push({ point: tapped.point, number: nextNumber(), out: false, label: "The tapped place" });
  drawing.needles(list);
  drawing.light(tapped ? [tapped.region] : []);
  drawing.hazards(tapped ? tapped.zones : []);
}

function nextNumber() {
  return document.getElementById("next-number")?.textContent ?? "+";
}

/** left, right, or nothing in the middle. @param {Tapped} place */
function sideOf({ region }) {
  const [, side] = region.split(":");
  return side === "middle" ? "" : side;
}

/** The half of the body it lies on, also in the middle. @param {Tapped} place */
function halfOf(place) {
  return sideOf(place) || place.chosen?.side || chart()?.mesh.half(place.point[0]);
}

/** @param {string} words */
function says(words) {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-tapped]"));
  if (!place) return;
  place.dataset.before ??= place.textContent ?? "";
  place.textContent = words || place.dataset.before;
}

/** @param {string} name @returns {HTMLInputElement | null} */
function field(name) {
  return document.querySelector(`#insert [name=${name}]`);
}

/** @param {string} name */
function value(name) {
  return field(name)?.value ?? "";
}

/** @param {string} name @param {string} words */
function put(name, words) {
  const box = field(name);
  if (box) box.value = words;
}

/** @returns {any} the BodyChart, once it is there */
function chart() {
  const host = /** @type {any} */ (document.querySelector("[data-body-chart]"));
  return host?.bodyChart;
}

/** @type {Known | null} */
let read = null;
/** @returns {Known} */
function known() {
  read ??= JSON.parse(document.getElementById("places")?.textContent ?? '{"targets":{},"labels":{},"blocked":[],"strokes":[],"home":{},"zones":{},"figure":""}');
  return /** @type {Known} */ (read);
}

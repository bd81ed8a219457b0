/* What does the page show of a place where the clinic cannot be asked? The verdict of safety.js over
 * what this device knows; place-panel.js puts it into the clinic's own markup.
 *
 *   const alone = await checkAlone(bedside, {target, side, gauge_mm, length_mm, technique, posture, point, mesh})
 *   alone.node     the panel; null, and not an object, where too little is known here
 */

/** @import {Known, Keeper} from "./known.js" */
/** @import {Site, Technique} from "./safety.js" */
/** @import {Needle} from "./ledger.js" */
import { figuresOf, hearKnown, openKnown } from "./known.js";
import { check, ofCurrent } from "./safety.js";

const UNSAID = { angle: null, tilt: null, grip: null };

/**
 * @typedef {{point?: number[] | null, mesh?: string | null}} Tapped
 * @typedef {Tapped & {target: string, side: string, gauge_mm: string, length_mm: number, technique: Technique,
 *   posture: string | null, zones?: string[], stimulation?: boolean}} Place
 * @typedef {Keeper & {state: {needles: Needle[]}}} Recording a Bedside is one
 * @typedef {{never: boolean, liftable: boolean, needsReason: boolean, asks: string[], node: HTMLElement}} Alone
 */

/** @type {WeakMap<Keeper, Promise<Known | null>>} */
const known = new WeakMap();

/** Asks the clinic for all that a check needs, now and whenever the network is back. @param {Keeper} bedside */
export async function prepare(bedside) {
  const address = document.getElementById("place-check")?.dataset.known;
  if (!address) return;
  const hear = async () => {
    if (await hearKnown(bedside, address)) known.delete(bedside);
  };
  addEventListener("online", () => hear().catch(console.warn));
  await hear();
}

/**
 * @param {Recording} bedside
 * @param {Place} place
 * @returns {Promise<Alone | null>}
 */
export async function checkAlone(bedside, place) {
  if (!known.has(bedside)) known.set(bedside, openKnown(bedside).catch(() => null));
  const kept = await known.get(bedside);
  if (!kept?.table.targets[place.target]) return null;
  const { needles } = bedside.state;
  const zones = await zonesOf([place, ...needles]).catch(() => null);
  if (!zones) return null;
  const [under, ...others] = zones;
  const site = siteOf(kept, { ...place, zones: under }, needles.map((one, n) => ({ ...one, zones: others[n] })));
  const found = check(site, kept.table.rules, figuresOf(kept.table, place.target));
  const depends = check({ ...site, technique: UNSAID, posture: null }, kept.table.rules, []).asks;
  const { never, liftable, needs_reason: needsReason } = found;
  const asks = found.findings.find((one) => one.level === "stop" && !one.liftable)?.asks ?? found.asks;
  const shown = await import("./place-panel.js").catch(() => null); // without a network it lies with the worker
  return shown && { never, liftable, needsReason, asks, node: shown.panel(kept, place, found, depends) };
}

/** Why no current may run through one of these needles; "" where nothing says so, or too little is known here. @param {Recording} bedside @param {string[]} needles ids */
export async function currentHeld(bedside, needles) {
  if (!known.has(bedside)) known.set(bedside, openKnown(bedside).catch(() => null));
  const kept = await known.get(bedside);
  const all = bedside.state.needles;
  const zones = await zonesOf(all).catch(() => null);
  if (!kept || !zones) return "";
  const spots = all.map((one, n) => ({ ...one, zones: zones[n] }));
  const through = spots.filter(({ id, target }) => needles.includes(id) && target in kept.table.targets);
  const found = through.flatMap((one) => ofCurrent(siteOf(kept, { ...one, stimulation: true }, spots), kept.table.rules));
  return found.find(({ level }) => level === "stop" || level === "decide")?.says ?? "";
}

/**
 * Shows the verdict; whether it could. What holds the needle back is said as the clinic says it (web/chart/site.py).
 * @param {Recording} bedside
 * @param {Place} place
 * @param {{override: string, whole: boolean, again: () => void}} how override: the reason that was typed;
 *   whole: else only the verdict is shown anew, and the buttons stay; again: when a button was pressed
 */
export async function showHere(bedside, place, { override, whole, again }) {
  const alone = await checkAlone(bedside, place);
  if (!alone) return false;
  const { node } = alone;
  const verdict = /** @type {HTMLElement} */ (node.querySelector("#verdict"));
  verdict.dataset.holds = alone.never ? "never" : !alone.liftable ? "how" : alone.needsReason ? "reason" : "";
  if (verdict.dataset.holds === "how") verdict.dataset.asks = alone.asks.join(", ");
  const box = /** @type {HTMLTextAreaElement | null} */ (node.querySelector("#override"));
  if (box) box.value = override;
  node.querySelector("#how")?.addEventListener("change", again);
  const at = document.activeElement?.id;
  if (whole) document.getElementById("site")?.replaceWith(node);
  else document.getElementById("verdict")?.replaceWith(verdict);
  if (at && !document.activeElement?.id) document.getElementById(at)?.focus();
  return true;
}

/**
 * As `site_check` puts a site together; a target that has left the table says nothing any more.
 * @param {Known} kept
 * @param {Place} place
 * @param {{target: string, side: string, zones: string[]}[]} inside this session's needles, also those that are out
 * @returns {Site}
 */
export function siteOf({ table: { targets }, patient }, place, inside) {
  const { target, side, gauge_mm, length_mm, technique, posture, zones = [], stimulation = false } = place;
  const spots = inside.filter((one) => one.target in targets);
  return {
    ...patient,
    side,
    gauge_mm,
    length_mm,
    technique,
    posture,
    target: targets[target],
    zones,
    stimulation,
    inside: spots.map((one) => ({ target: targets[one.target], side: one.side, zones: one.zones })),
  };
}

/** The hazard zones under each; a point of another mesh than ours lies in none that we know. @param {Tapped[]} places @returns {Promise<string[][]>} */
async function zonesOf(places) {
  if (!places.some((one) => one.point)) return places.map(() => []);
  const { bodyMesh } = await import(new URL("../body-mesh.js", import.meta.url).href);
  const mesh = await bodyMesh();
  return places.map(({ point, mesh: name }) => (point && (name ?? mesh.name) === mesh.name ? mesh.zones(point[0]) : []));
}

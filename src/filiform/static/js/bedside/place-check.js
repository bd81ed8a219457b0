/* What does the page show of a place where the clinic cannot be asked? The verdict of safety.js over
 * what this device knows, in the clinic's own markup (chart/_checked_here.html).
 *
 *   const alone = await checkAlone(bedside, {target, side, gauge_mm, length_mm, technique, posture, point, mesh})
 *   alone.node     the panel; null, and not an object, where too little is known here
 */

/** @import {Known, Keeper, Listed} from "./known.js" */
/** @import {Check, Finding, Site, Technique} from "./safety.js" */
/** @import {Needle} from "./ledger.js" */
import { hearKnown, openKnown } from "./known.js";
import { check, ofCurrent } from "./safety.js";

const UNSAID = { angle: null, tilt: null, grip: null };
const STRAIGHT = "straight"; // the word of no tilt; an empty one is nothing said

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
  const found = check(site, kept.table.rules);
  const depends = check({ ...site, technique: UNSAID, posture: null }, kept.table.rules).asks;
  const { never, liftable, needs_reason: needsReason } = found;
  const asks = found.findings.find((one) => one.level === "stop" && !one.liftable)?.asks ?? found.asks;
  return { never, liftable, needsReason, asks, node: panel(kept, place, found, depends) };
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

// -------------------------------------------------------------------- how it is shown
/** @param {Known} kept @param {Place} place @param {Check} found @param {string[]} depends what the result depends on @returns {HTMLElement} */
function panel({ table }, place, found, depends) {
  const node = /** @type {HTMLElement} */ (copy("place-check").firstElementChild);
  const target = table.targets[place.target];
  const side = place.side === "middle" ? "" : `, ${place.side}`;
  put(node, ".where strong", `${target.name}${side}`);
  const marks = { avoid: target.level === "avoid", advanced: target.level === "advanced", lung: target.lung, deep: target.deep };
  for (const [mark, holds] of Object.entries(marks)) if (!holds) node.querySelector(`[data-mark=${mark}]`)?.remove();
  if (side) node.querySelector("[data-no-side]")?.remove();
  how(node, place, depends);
  put(node, "[data-version]", table.rules.version);
  verdict(node, table, found);
  for (const name of /** @type {const} */ (["at_risk", "technique", "needle"])) put(node, `[data-fact=${name}]`, target[name]);
  node.append(sourcesOf(table, target));
  return node;
}

/** The buttons: first what this place depends on, and what was said pressed. @param {HTMLElement} node @param {Place} place @param {string[]} depends */
function how(node, { target, technique: { angle, tilt, grip }, posture }, depends) {
  const box = /** @type {HTMLElement} */ (node.querySelector("#how"));
  box.querySelector("[name=how_for]")?.setAttribute("value", target);
  const further = /** @type {HTMLElement} */ (box.querySelector("details"));
  for (const row of box.querySelectorAll("fieldset")) {
    if (depends.includes(row.querySelector("input")?.name ?? "")) further.before(row);
    else row.querySelector(".badge")?.remove();
  }
  put(further, "summary", depends.length ? "More of how it goes in (not needed)" : "How it goes in (not needed)");
  const said = { angle, tilt: tilt === "" ? STRAIGHT : tilt, grip, position: posture };
  for (const [name, word] of Object.entries(said)) {
    box.querySelector(`[name=${name}][value="${word ?? ""}"]`)?.setAttribute("checked", "");
  }
}

/** @param {HTMLElement} node @param {Known["table"]} table @param {Check} found */
function verdict(node, table, found) {
  const place = /** @type {HTMLElement} */ (node.querySelector("[data-findings]"));
  place.replaceWith(...found.findings.map((one) => findingOf(table, one)));
  if (!found.never) node.querySelector("[data-never]")?.remove();
  if (!found.needs_reason || !found.liftable) node.querySelector("#override")?.parentElement?.remove();
  const depths = /** @type {HTMLElement} */ (node.querySelector(".depths"));
  if (!found.figures.length) return depths.remove();
  depths.querySelector("tbody")?.append(...found.figures.map((one) => {
    const row = copy("place-depth");
    put(row, ".mm", one.mm_text);
    put(row, ".measures", one.measures);
    put(row, ".population", one.population);
    put(row, ".review", table.sources[one.source]?.weak ? "[weak]" : "");
    return row;
  }));
  const sources = [...new Set(found.figures.map((one) => one.source))];
  depths.after(sourcesOf(table, { sources, tag: "", needs_review: false }));
}

/** One finding; reason and source behind one tap. @param {Known["table"]} table @param {Finding} one */
function findingOf(table, one) {
  const row = /** @type {HTMLElement} */ (copy(`place-finding-${one.level}`).firstElementChild);
  row.id = `finding-${one.rule}`;
  put(row, ".tag", one.tag ? ` · ${one.tag}` : "");
  put(row, ".says", one.says);
  reason(row, table, one);
  return row;
}

/** @param {Known["table"]} table @param {Pick<Listed, "sources" | "tag" | "needs_review">} one */
function sourcesOf(table, one) {
  const details = /** @type {HTMLElement} */ (copy("place-sources").firstElementChild);
  const many = one.sources.length === 1 ? "Source" : "Sources";
  put(details, "summary", `${many}${one.needs_review ? " · needs review" : ""}`);
  reason(details, table, { why: "", disagreement: "", ...one });
  return details;
}

/** @param {HTMLElement} place @param {Known["table"]} table @param {Pick<Finding, "why" | "disagreement" | "sources" | "tag" | "needs_review">} one */
function reason(place, table, { why, disagreement, sources, tag, needs_review }) {
  for (const [name, words] of Object.entries({ why, disagreement })) put(place, `[data-${name}]`, words);
  place.querySelector("ul")?.replaceChildren(...sources.map((key) => {
    const { says, url } = table.sources[key] ?? { says: key, url: "" };
    const line = Object.assign(document.createElement("li"), { textContent: says });
    if (url) line.append(" ", Object.assign(document.createElement("a"), { href: url, rel: "noreferrer", textContent: "Open" }));
    return line;
  }));
  if (needs_review) put(place, "[data-tag]", tag || "Needs review");
  else place.querySelector("p.review")?.remove();
}

/** @param {string} id @returns {DocumentFragment} */
function copy(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return /** @type {DocumentFragment} */ (template.content.cloneNode(true));
}

/** What has no words is not there. @param {ParentNode} root @param {string} where @param {string} words */
function put(root, where, words) {
  const place = root.querySelector(where);
  if (place && words) place.textContent = words;
  else place?.remove();
}

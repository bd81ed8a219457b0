/* What does the page show of a place where the clinic cannot be asked? The verdict of safety.js over
 * what this device knows, in the clinic's own markup (chart/_checked_here.html).
 *
 *   const {says, node} = await checkAlone(bedside, {target, side, gauge_mm, length_mm, ...})
 *   says(reason)   why the needle may not go in with this reason; "" where it may
 *   node           the panel; checkAlone gives null where too little is known here
 */

/** @import {Known, Keeper, Listed} from "./known.js" */
/** @import {Check, Finding, Site, Spot, Technique} from "./safety.js" */
/** @import {Needle} from "./ledger.js" */
import { hearKnown, openKnown } from "./known.js";
import { check, holdsBack } from "./safety.js";

const UNSAID = { angle: null, tilt: null, grip: null };
const STRAIGHT = "straight"; // the word of no tilt; an empty one is nothing said

/**
 * @typedef {{target: string, side: string, gauge_mm: string, length_mm: number, technique: Technique,
 *   posture: string | null, zones?: string[]}} Place
 * @typedef {Pick<Needle, "target" | "side" | "point" | "mesh">} Inside
 * @typedef {Check & {says: (reason: string) => string, never: boolean, needsReason: boolean, node: HTMLElement}} Alone
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
 * @param {Keeper & {state: {needles: Needle[]}}} bedside
 * @param {Place} place
 * @returns {Promise<Alone | null>}
 */
export async function checkAlone(bedside, place) {
  if (!known.has(bedside)) known.set(bedside, openKnown(bedside).catch(() => null));
  const kept = await known.get(bedside);
  if (!kept?.table.targets[place.target]) return null;
  const { needles } = bedside.state;
  const zones = await zonesOf(needles).catch(() => null);
  if (!zones) return null;
  const site = siteOf(kept, place, needles.map((one, n) => ({ ...one, zones: zones[n] })));
  const found = check(site, kept.table.rules);
  const depends = check({ ...site, technique: UNSAID, posture: null }, kept.table.rules).asks;
  const says = (/** @type {string} */ reason) => holdsBack(found, reason);
  return { ...found, says, needsReason: found.needs_reason, node: panel(kept, place, found, depends) };
}

/**
 * Shows the verdict of what the form holds; why no needle may go in, "" where one may, null where it is not known.
 * @param {Keeper & {state: {needles: Needle[]}}} bedside
 * @param {HTMLFormElement} form
 * @param {string} target
 * @param {boolean} [whole] else only the verdict is shown anew, and the buttons stay
 * @returns {Promise<string | null>}
 */
export async function showHere(bedside, form, target, whole = true) {
  const typed = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const { side = "middle", gauge_mm, length_mm, override = "", how_for } = typed;
  const alone = await checkAlone(bedside, { target, side, gauge_mm, length_mm: Number(length_mm), ...howOf(typed, target) });
  if (!alone) return null;
  const box = /** @type {HTMLTextAreaElement | null} */ (alone.node.querySelector("#override"));
  if (box) box.value = how_for === target ? override : "";
  alone.node.querySelector("#how")?.addEventListener("change", () => showHere(bedside, form, target, false));
  const at = document.activeElement?.id;
  const old = document.getElementById(whole ? "site" : "verdict");
  old?.replaceWith(whole ? alone.node : /** @type {HTMLElement} */ (alone.node.querySelector("#verdict")));
  if (at && !document.activeElement?.id) document.getElementById(at)?.focus();
  return alone.says(box?.value ?? "");
}

/**
 * As `site_check` puts a site together; a target that has left the table says nothing any more.
 * @param {Known} kept
 * @param {Place} place
 * @param {{target: string, side: string, zones: string[]}[]} inside this session's needles, also those that are out
 * @returns {Site}
 */
export function siteOf({ table: { targets }, patient }, { target, zones = [], ...place }, inside) {
  const spots = inside.filter((one) => one.target in targets);
  return {
    ...place,
    ...patient,
    target: targets[target],
    zones,
    stimulation: false,
    inside: spots.map((one) => ({ target: targets[one.target], side: one.side, zones: one.zones })),
  };
}

/** The hazard zones under each needle; a point of another mesh than ours lies in none that we know. @param {Inside[]} needles @returns {Promise<string[][]>} */
async function zonesOf(needles) {
  if (!needles.some((one) => one.point)) return needles.map(() => []);
  const { bodyMesh } = await import(new URL("../body-mesh.js", import.meta.url).href);
  const mesh = await bodyMesh();
  return needles.map(({ point, mesh: name }) => (point && name === mesh.name ? mesh.zones(point[0]) : []));
}

/** How it goes in, of what the form holds; pressed for another target, nothing was said. @param {Record<string, string>} typed @param {string} target @returns {{technique: Technique, posture: string | null}} */
export function howOf(typed, target) {
  const { angle, tilt, grip, position, how_for } = typed;
  if (how_for && how_for !== target) return { technique: UNSAID, posture: null };
  const technique = { angle: angle || null, tilt: tilt === STRAIGHT ? "" : tilt || null, grip: grip || null };
  return { technique, posture: position || null };
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
  const hard = holdsBack(found, "any");
  if (!found.never) node.querySelector("[data-never]")?.remove();
  if (found.never || !hard) node.querySelector("[data-say]")?.remove();
  else put(node, "[data-say]", hard);
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
  place.querySelector("ul")?.append(...sources.map((key) => {
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

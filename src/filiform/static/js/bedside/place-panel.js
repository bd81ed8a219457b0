/* How is a place that this device checked by itself shown? In the clinic's own markup: what
 * templates/chart/_site.html says of it, out of the templates of chart/_checked_here.html.
 */

/** @import {Claim, Known, Marks, Table} from "./known.js" */
/** @import {Place} from "./place-check.js" */
/** @import {Check, Figure, Finding} from "./safety.js" */

const STRAIGHT = "straight"; // the word of no tilt; an empty one is nothing said

/** @param {Known} kept @param {Place} place @param {Check} found @param {string[]} depends what the result depends on @returns {HTMLElement} */
export function panel({ table }, place, found, depends) {
  const node = /** @type {HTMLElement} */ (copy("place-check").firstElementChild);
  const target = table.targets[place.target];
  const side = place.side === "middle" ? "" : `, ${place.side}`;
  put(node, ".where strong", `${target.name}${side}`);
  const marks = { avoid: target.level === "avoid", advanced: target.level === "advanced", lung: target.lung, deep: target.deep };
  for (const [mark, holds] of Object.entries(marks)) if (!holds) node.querySelector(`[data-mark=${mark}]`)?.remove();
  if (side) node.querySelector("[data-no-side]")?.remove();
  near(node, table, target.near, found);
  how(node, place, depends);
  put(node, "[data-version]", table.rules.version);
  verdict(node, table, found);
  node.querySelector("[data-told]")?.replaceWith(...claims(table, target.how));
  node.querySelector(".more")?.append(...claims(table, target.more));
  return node;
}

/** What lies near, in view; how it is avoided behind one tap. @param {HTMLElement} node @param {Table} table @param {Claim[]} told @param {Check} found */
function near(node, table, told, { here, near: besides }) {
  const box = /** @type {HTMLElement} */ (node.querySelector(".near"));
  const [first, ...others] = told;
  put(box, "[data-at-risk]", first.facts[0][1]);
  if (!table.marks[first.marks].needs_review) box.querySelector("summary .review")?.remove();
  if (here.length) put(box, "[data-zones]", `${here.map((zone) => table.hazards[zone].name).join("; ")}.`);
  else box.querySelector("[data-here]")?.remove();
  box.append(sourcesOf(table, table.marks[first.marks]), ...claims(table, others));
  box.append(...[...here, ...besides].flatMap((zone) => hazard(table, zone, here.includes(zone))));
}

/** @param {Table} table @param {string} zone @param {boolean} isHere */
function hazard(table, zone, isHere) {
  const one = table.hazards[zone];
  const heading = /** @type {HTMLElement} */ (copy("place-zone").firstElementChild);
  put(heading, "[data-zone-name]", one.name);
  if (!isHere) heading.querySelector(".badge")?.remove();
  return [heading, facts(one.facts), sourcesOf(table, one)];
}

/** Each with what it rests on. @param {Table} table @param {Claim[]} list */
function claims(table, list) {
  return list.flatMap((one) => [facts(one.facts), sourcesOf(table, table.marks[one.marks])]);
}

/** @param {[string, string][]} list */
function facts(list) {
  const box = Object.assign(document.createElement("dl"), { className: "facts" });
  const row = (/** @type {string} */ kind, /** @type {string} */ textContent) => Object.assign(document.createElement(kind), { textContent });
  box.append(...list.flatMap(([name, says]) => [row("dt", name), row("dd", says)]));
  return box;
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

/** @param {HTMLElement} node @param {Table} table @param {Check} found */
function verdict(node, table, found) {
  const place = /** @type {HTMLElement} */ (node.querySelector("[data-findings]"));
  const lead = found.findings.find((one) => one.nearest);
  place.replaceWith(...found.findings.map((one) => findingOf(table, one, one === lead)));
  if (!found.never) node.querySelector("[data-never]")?.remove();
  if (!found.needs_reason || !found.liftable) node.querySelector("#override")?.parentElement?.remove();
  const depths = /** @type {HTMLDetailsElement} */ (node.querySelector("#published"));
  if (!found.figures.length) return depths.remove();
  depths.open = !lead;
  put(depths, "[data-number]", String(found.figures.length));
  depths.querySelector("tbody")?.append(...found.figures.map((one) => depth(table, one)));
}

/** @param {Table} table @param {Figure} one */
function depth(table, one) {
  const row = /** @type {HTMLElement} */ (copy("place-depth").firstElementChild);
  const printed = one.printed && `Printed: ${one.printed}`;
  const words = { mm: one.mm_text || "–", measures: one.measures, population: one.population, printed, caution: one.caution, note: one.note };
  for (const [name, says] of Object.entries(words)) put(row, `.${name}`, says);
  row.lastElementChild?.append(sourcesOf(table, marksOf(table, one)));
  return row;
}

/** Of a rule's own figure, what its source says. @param {Table} table @param {Figure} one @returns {Marks} */
function marksOf(table, { source, also, tag, needs_review }) {
  const sources = [source, ...also];
  const weak = sources.some((key) => table.sources[key]?.weak);
  return { sources, tag: tag || (weak ? "[weak]" : ""), needs_review: needs_review || weak };
}

/** One finding; reason and source behind one tap. @param {Table} table @param {Finding} one @param {boolean} leads */
function findingOf(table, one, leads) {
  const row = /** @type {HTMLElement} */ (copy(`place-finding-${one.level}`).firstElementChild);
  row.id = `finding-${one.rule}`;
  put(row, ".tag", one.tag ? ` · ${one.tag}` : "");
  put(row, ".says", one.says);
  if (one.nearest) row.querySelector(leads ? "summary > span" : "[data-near]")?.append(nearest(table, one.nearest));
  else row.querySelector("[data-near]")?.remove();
  if (leads) row.querySelector("[data-near]")?.remove();
  reason(row, table, one);
  return row;
}

/** @param {Table} table @param {Figure} one */
function nearest(table, one) {
  const line = copy("place-nearest");
  put(line, "[data-mm]", `${one.mm_text} mm`);
  put(line, ".measures", one.measures);
  put(line, ".review", marksOf(table, one).tag);
  return line;
}

/** @param {Table} table @param {Marks} one */
function sourcesOf(table, one) {
  const details = /** @type {HTMLElement} */ (copy("place-sources").firstElementChild);
  const many = one.sources.length === 1 ? "Source" : "Sources";
  put(details, "summary", `${many}${one.needs_review ? " · needs review" : ""}`);
  reason(details, table, { why: "", disagreement: "", ...one });
  return details;
}

/** @param {HTMLElement} place @param {Table} table @param {Pick<Finding, "why" | "disagreement" | "sources" | "tag" | "needs_review">} one */
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

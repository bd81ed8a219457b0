/* What must be said and seen before a needle goes in: a target of the list, a side, and what the
 * clinic shows of the place. Without a network this device checks it, where it knows the rules; else
 * the page says that it is not checked.
 */

/** @import {Bedside} from "./state.js" */
import { howOf, showHere } from "./place-check.js";
import { NotSaid } from "./state.js";

const PATIENCE_MS = 4000;
const NOT_CHECKED = "Not checked: there is no network. Think of what lies under this place before the needle goes in.";

/** @param {Bedside} bedside @param {HTMLFormElement} form @param {HTMLElement | null} pressed */
export async function inserting(bedside, form, pressed) {
  if (pressed?.getAttribute("name") === "look") return choose(form, pressed.getAttribute("value") ?? "");
  const typed = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
  const target = keyOf(typed.target);
  const { side, gauge_mm, length_mm } = typed;
  if (!target) throw new NotSaid("Choose a muscle or structure from the list. Nothing was recorded.");
  if (!side) throw new NotSaid("Choose the side. Nothing was recorded.");
  if (bedside.standing.consent_withdrawn) throw new NotSaid("Consent is withdrawn: no needle goes in.");
  await look(bedside, form, `${target}:${side}:${gauge_mm}:${length_mm}`, typed);
  const override = field(form, "override")?.value.trim() ?? "";
  const asks = document.getElementById("site")?.dataset.asks;
  if (asks === "never") throw new NotSaid("No reason lifts this: no needle goes in here. Nothing was recorded.");
  if (asks === "reason" && !override) throw new NotSaid("Write why it is right here all the same. Nothing was recorded.");
  const { site, lot } = typed;
  await bedside.insert({ target, side, gauge_mm, length_mm: Number(length_mm), site, lot, override, ...howOf(typed, target) });
  clear(form);
}

/** The panel could not be brought. @param {Bedside} bedside @returns {Promise<string>} why no needle may go in here */
export async function lookAgain(bedside) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("insert"));
  const target = form && keyOf(field(form, "target")?.value.trim() ?? "");
  const says = form && target ? await showHere(bedside, form, target) : null;
  const place = document.getElementById("site");
  if (says !== null || !place) return says ?? "";
  const words = Object.assign(document.createElement("p"), { className: "soft", textContent: NOT_CHECKED });
  place.replaceChildren(words);
  delete place.dataset.for;
  delete place.dataset.asks;
  return "";
}

/** Brings the panel of exactly this place and needle, if it is not the one in view. @param {Bedside} bedside @param {HTMLFormElement} form @param {string} place @param {Record<string, string>} typed */
async function look(bedside, form, place, typed) {
  const panel = document.getElementById("site");
  if (!panel || panel.dataset.for === place) return;
  const names = ["target", "side", "gauge_mm", "length_mm", "angle", "tilt", "grip", "position", "how_for"];
  const to = `${form.dataset.look}?${new URLSearchParams(names.map((name) => [name, typed[name] ?? ""]))}`;
  const how = { signal: AbortSignal.timeout(PATIENCE_MS), headers: { "HX-Request": "true" } };
  const words = await fetch(to, how).then((answer) => answer.text()).catch(() => "");
  const fresh = new DOMParser().parseFromString(words, "text/html").getElementById("site");
  if (fresh) return panel.replaceWith(fresh);
  const says = await lookAgain(bedside);
  if (says) throw new NotSaid(`${says} Nothing was recorded.`);
}

/** One tap on an earlier place: 'infraspinatus:left'. @param {HTMLFormElement} form @param {string} again */
function choose(form, again) {
  const [key, side] = again.split(":");
  const target = field(form, "target");
  const chosen = /** @type {HTMLInputElement | null} */ (form.querySelector(`input[name=side][value="${side}"]`));
  if (chosen) chosen.checked = true;
  if (!target) return;
  target.value = document.querySelector(`#targets option[data-key="${CSS.escape(key)}"]`)?.getAttribute("value") ?? key;
  target.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The target of that name; the beginning is enough where only one begins so. @param {string} words @returns {string} */
function keyOf(words) {
  const wanted = words.toLowerCase();
  const all = [...document.querySelectorAll("#targets option")];
  const name = (/** @type {Element} */ one) => one.getAttribute("value")?.toLowerCase() ?? "";
  const like = wanted ? all.filter((one) => name(one).startsWith(wanted)) : [];
  const found = all.find((one) => name(one) === wanted) ?? (like.length === 1 ? like[0] : undefined);
  return found?.getAttribute("data-key") ?? "";
}

/** Ready for the next: the needle and its lot stay chosen. @param {HTMLFormElement} form */
function clear(form) {
  for (const name of ["target", "site"]) {
    const box = field(form, name);
    if (box) box.value = "";
  }
  for (const side of form.querySelectorAll("input[name=side]")) /** @type {HTMLInputElement} */ (side).checked = false;
  const panel = document.getElementById("site");
  panel?.replaceChildren();
  delete panel?.dataset.for;
  delete panel?.dataset.asks;
}

/** @param {HTMLFormElement} form @param {string} name */
function field(form, name) {
  return /** @type {HTMLInputElement | null} */ (form.querySelector(`[name=${name}]`));
}

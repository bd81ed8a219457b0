/* What must be said and seen before a needle goes in: a target of the list, a side, and what the
 * clinic shows of the place. Without a network this device checks it, where it knows the rules; else
 * the page says that it is not checked.
 */

/** @import {Bedside} from "./state.js" */
import { propose } from "./again.js";
import { showHere } from "./place-check.js";
import { NotSaid } from "./state.js";
import { keyOf } from "./telling.js";

const PATIENCE_MS = 4000;
const HOW = ["angle", "tilt", "grip", "position"];
/** With the target: what a verdict was made for, as web/chart/site.py says it. */
const STANDS_FOR = ["side", "gauge_mm", "length_mm", ...HOW, "point"];
/** What a verdict waits for. @type {Record<string, string>} */
const WAITS = {
  never: "No reason lifts this: no needle goes in here like this.",
  how: "Say the {asks} first. What is not said counts as the worse.",
  reason: "Write why it is right here all the same.",
};
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
  const said = { ...typed, ...how(typed, target) };
  await look(bedside, form, [target, ...STANDS_FOR.map((name) => said[name] ?? "")].join(":"), said);
  const override = field(form, "override")?.value.trim() ?? "";
  const { holds = "", asks = "how it goes in" } = document.getElementById("verdict")?.dataset ?? {};
  if (WAITS[holds] && !(holds === "reason" && override)) throw new NotSaid(`${WAITS[holds].replace("{asks}", asks)} Nothing was recorded.`);
  await lookAtLot(form);
  const { site, lot } = typed;
  await bedside.insert({ target, side, gauge_mm, length_mm: Number(length_mm), site, lot, override, ...led(said, field(form, "point")?.dataset.mesh) });
  clear(form);
}

/** A needle of the last time: its place is shown with today's check, led as it was then. @param {Bedside} bedside @param {FormData} row */
export async function again(bedside, row) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("insert"));
  if (!form) return;
  propose(form, row);
  const typed = Object.fromEntries([...row].map(([name, value]) => [name, String(value)]));
  document.getElementById("verdict")?.removeAttribute("data-for");
  await look(bedside, form, "", typed);
  form.scrollIntoView({ block: "start" });
}

/** What was said of leading the needle; of another target it says nothing. @param {Record<string, string>} typed @param {string} target */
function how({ how_for, ...typed }, target) {
  const heard = ["", undefined, target].includes(how_for);
  return Object.fromEntries(HOW.map((name) => [name, heard ? (typed[name] ?? "") : ""]));
}

/** Place and technique as the fact keeps them. @param {Record<string, string>} said @param {string} [mesh] */
function led({ angle, tilt, grip, position, point }, mesh) {
  const straight = tilt === "straight" ? "" : tilt || null;
  return {
    technique: { angle: angle || null, tilt: straight, grip: grip || null },
    posture: position || null,
    point: point ? JSON.parse(point) : null,
    mesh: point ? (mesh ?? null) : null,
  };
}

/** The panel could not be brought: the place is checked here, if enough is known. @param {Bedside} bedside @param {boolean} [whole] else only the verdict is shown anew @param {Record<string, string>} [asked] what is not (yet) in the form */
export async function lookAgain(bedside, whole = true, asked = {}) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("insert"));
  const shown = form ? Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)])) : {};
  const typed = { ...shown, ...asked };
  const target = keyOf(typed.target?.trim() ?? "");
  const { side = "middle", gauge_mm, length_mm, override } = typed;
  const said = led({ ...typed, ...how(typed, target) }, form ? field(form, "point")?.dataset.mesh : undefined);
  const place = { target, side, gauge_mm, length_mm: Number(length_mm), ...said };
  const again = () => lookAgain(bedside, false);
  const kept = typed.how_for === target && override ? override : "";
  if (target && (await showHere(bedside, place, { override: kept, whole, again }))) return;
  const words = Object.assign(document.createElement("p"), { className: "soft", textContent: NOT_CHECKED });
  document.getElementById("site")?.replaceChildren(words);
}

/** Brings the panel of exactly this place and needle, if it is not the one in view. @param {Bedside} bedside @param {HTMLFormElement} form @param {string} place @param {Record<string, string>} typed */
async function look(bedside, form, place, typed) {
  const panel = document.getElementById("site");
  if (!panel || document.getElementById("verdict")?.dataset.for === place) return;
  const asked = ["target", ...STANDS_FOR].map((name) => [name, typed[name] ?? ""]);
  const to = `${form.dataset.look}?${new URLSearchParams(asked)}`;
  const how = { signal: AbortSignal.timeout(PATIENCE_MS), headers: { "HX-Request": "true" } };
  const words = await fetch(to, how).then((answer) => answer.text()).catch(() => "");
  const fresh = new DOMParser().parseFromString(words, "text/html").getElementById("site");
  if (fresh) panel.replaceWith(fresh);
  else await lookAgain(bedside, true, typed);
}

/** An expired or recalled lot does not go in, however fast the hand. @param {HTMLFormElement} form */
async function lookAtLot(form) {
  const lot = field(form, "lot");
  const said = () => document.getElementById("lot-says");
  if (lot && lot.value.trim() !== (said()?.dataset.for ?? "")) {
    const to = `${lot.getAttribute("hx-get")}?${new URLSearchParams({ lot: lot.value })}`;
    const answer = await fetch(to, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
    const words = answer?.ok ? await answer.text() : "";
    const fresh = new DOMParser().parseFromString(words, "text/html").getElementById("lot-says");
    if (fresh) said()?.replaceWith(fresh);
  }
  if (said()?.classList.contains("stop")) throw new NotSaid(`${said()?.textContent?.trim()} Nothing was recorded.`);
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

/** Ready for the next: the needle and its lot stay chosen. @param {HTMLFormElement} form */
function clear(form) {
  for (const name of ["target", "site"]) {
    const box = field(form, name);
    if (box) box.value = "";
  }
  for (const side of form.querySelectorAll("input[name=side]")) /** @type {HTMLInputElement} */ (side).checked = false;
  const panel = document.getElementById("site");
  panel?.replaceChildren();
  form.dispatchEvent(new CustomEvent("bedside:cleared", { bubbles: true }));
}

/** @param {HTMLFormElement} form @param {string} name */
function field(form, name) {
  return /** @type {HTMLInputElement | null} */ (form.querySelector(`[name=${name}]`));
}

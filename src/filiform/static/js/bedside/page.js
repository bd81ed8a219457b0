/* How does the bedside page record? With a device that can keep things, every fact goes through
 * the outbox (state.js); else its forms go to the clinic as they are (online.js). A form says with
 * data-deed which fact it makes.
 */

/** @import {Bedside} from "./state.js" */
import { listenForCurrent, placed } from "./again.js";
import { listenForSound } from "./alarm.js";
import { again, inserting, lookAgain } from "./inserting.js";
import { pads } from "./pads.js";
import { currentHeld, prepare } from "./place-check.js";
import { drawNeedles, placing } from "./placing.js";
import { minutes, show } from "./shown.js";
import { listenForSides } from "./sides.js";
import { NotSaid, openSession } from "./state.js";
import { TELLING, jotting, number, words } from "./telling.js";
import { Vault, canKeep } from "./vault.js";

const NEEDS_CLINIC = "This needs the network. What you typed stays here.";
const NOT_KEPT = "Not recorded: this device could not keep it. Load the page again.";
const TICK_MS = 10_000;
const OFTEN = ["twitch"]; // tapped as often as it is seen

/** @type {Record<string, (bedside: Bedside, typed: FormData) => Promise<unknown>>} */
const DEEDS = {
  ...TELLING,
  again,
  twitch: (bedside, typed) => bedside.twitch(String(typed.get("needle"))),
  withdraw: (bedside, typed) => bedside.withdraw(String(typed.get("needle"))),
  "all-out": (bedside) => bedside.withdrawAll(),
  count: (bedside, typed) => bedside.count(number(typed, "found"), number(typed, "in_tray")),
  dispose: (bedside, typed) => bedside.dispose(number(typed, "needles")),
  call: (bedside, typed) => bedside.callAllOut(String(typed.get("reason"))),
  plan: (bedside, typed) => bedside.planRetention(number(typed, "minutes")),
  symptom: (bedside, typed) => bedside.noteSymptom(String(typed.get("needle")), String(typed.get("symptom"))),
  current: stimulating,
};

/** A current runs only where nothing forbids it at either place, also without a network. @param {Bedside} bedside @param {FormData} typed */
async function stimulating(bedside, typed) {
  const needles = [words(typed, "one"), words(typed, "other")];
  const held = await currentHeld(bedside, needles);
  if (held) throw new NotSaid(`${held} Choose other needles. Nothing was recorded.`);
  const [channel, width_us, minutes] = ["channel", "width_us", "minutes"].map((name) => number(typed, name));
  return bedside.stimulate({ needles, channel, hz: words(typed, "hz"), width_us, intensity: words(typed, "intensity"), minutes });
}

/** @param {HTMLElement} root @param {string} html the page as the clinic sent it */
async function start(root, html) {
  const { session = "", user = "", events = "", state = "" } = root.dataset;
  const fromHere = document.documentElement.hasAttribute("data-kept");
  const told = fromHere ? undefined : JSON.parse(document.getElementById("told")?.textContent ?? "null");
  const bedside = await openSession({ session, user, events, state, told });
  document.addEventListener("submit", (event) => submitted(bedside, event), true);
  document.addEventListener("htmx:sendError", () => lookAgain(bedside));
  document.addEventListener("htmx:afterRequest", (event) => tapped(event) && bedside.look());
  document.addEventListener("toggle", intoView, true);
  addEventListener("beforeunload", (event) => bedside.standing.unsent && event.preventDefault());
  setInterval(() => minutes(bedside), TICK_MS);
  bedside.on(() => show(bedside));
  bedside.on(() => fetchParts(bedside));
  bedside.on(() => drawNeedles(bedside.state.needles));
  bedside.on(() => placed(bedside.state.needles));
  listenForCurrent(() => bedside.state.needles);
  show(bedside);
  drawNeedles(bedside.state.needles);
  placed(bedside.state.needles);
  openAlone(bedside, root, html).catch(console.warn); // it records all the same
}

/** Whether it was a form that was tapped before this script was there. @param {Event} event */
function tapped(event) {
  return /** @type {CustomEvent} */ (event).detail.requestConfig.verb === "post";
}

/** From now on the page opens without a network. @param {Bedside} bedside @param {HTMLElement} root @param {string} html */
async function openAlone(bedside, root, html) {
  const fromHere = document.documentElement.hasAttribute("data-kept");
  if (!fromHere) await bedside.vault.keepPage(bedside.place, location.pathname, html);
  await prepare(bedside).catch(console.warn);
  await navigator.serviceWorker?.register(root.dataset.worker ?? "", { type: "module" });
  root.dataset.keeps = "here";
  await navigator.storage?.persist?.();
}

/** @param {Bedside} bedside @param {SubmitEvent} event */
async function submitted(bedside, event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const what = deed(form);
  const reads = event.submitter?.id === "read-lot"; // the code of a packet, which only the clinic can read
  const alone = what === "note" && isAway(bedside);
  const ours = (what === "insert" && !reads) || what in DEEDS || alone;
  if (!ours) return needsClinic(bedside, event, what);
  event.preventDefault();
  event.stopImmediatePropagation(); // htmx shall not send it too
  if (form.dataset.busy) return;
  if (!OFTEN.includes(what)) form.dataset.busy = "yes"; // a second tap is no second needle
  try {
    if (what === "insert") await inserting(bedside, form, event.submitter);
    else if (alone) await jotting(bedside, form);
    else await DEEDS[what](bedside, new FormData(form, event.submitter));
    says(form, "");
    close(form.closest("details[data-once]"));
    if (what === "pain") next(form);
  } catch (problem) {
    says(form, problem instanceof NotSaid ? problem.message : `${NOT_KEPT} (${problem})`);
  } finally {
    delete form.dataset.busy;
  }
}

/** @param {Bedside} bedside */
function isAway({ standing }) {
  return !navigator.onLine || standing.line === "away";
}

/** What is no fact of the ledger goes to the clinic, and waits for the network. @param {Bedside} bedside @param {SubmitEvent} event @param {string} what */
function needsClinic(bedside, event, what) {
  const { unsent } = bedside.standing;
  const waits = what === "close" && unsent > 0;
  if (what === "sign-out" || (!isAway(bedside) && !waits)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const first = waits ? `${unsent} not yet at the clinic. Close the session when they are.` : NEEDS_CLINIC;
  says(/** @type {HTMLFormElement} */ (event.target), first);
}

/** After the pain comes the movement, if none was tried yet. @param {HTMLFormElement} form */
function next(form) {
  const section = form.closest(".measures");
  if (!section?.querySelector(".measured li")) section?.querySelector(".movement")?.setAttribute("open", "");
}

/** What opens for one choice. @param {Element | null} details */
function close(details) {
  if (details?.contains(document.activeElement)) details.querySelector("summary")?.focus({ preventScroll: true });
  details?.removeAttribute("open");
}

/** What was opened by a tap shall not lie beneath the screen. @param {Event} event */
function intoView({ target }) {
  const opened = target instanceof HTMLDetailsElement && target.open && target.matches("[data-once]");
  if (opened) target.lastElementChild?.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLFormElement} form */
function deed(form) {
  return form.dataset.deed ?? "";
}

/** @param {HTMLFormElement} form @param {string} words */
function says(form, words) {
  form.querySelector("[data-says]")?.remove();
  if (!words) return;
  const place = Object.assign(document.createElement("p"), { className: "error", role: "alert", textContent: words });
  place.id = `${form.getAttribute("id") ?? deed(form)}-error`; // form.id is its field of that name
  place.dataset.says = "";
  const heading = form.querySelector("h2");
  if (heading) heading.after(place);
  else form.append(place);
  place.scrollIntoView({ block: "nearest" });
}

/** What only the clinic knows (incidents, the way to close) is shown anew once it has everything. @param {Bedside} bedside */
async function fetchParts(bedside) {
  const needles = document.getElementById("needles");
  const { told, standing } = bedside;
  const now = String(told.entries);
  if (!needles || standing.unsent || standing.line !== "well") return;
  if (standing.closed) return location.reload();
  if ([needles.dataset.entries, needles.dataset.asked].includes(now)) return;
  needles.dataset.asked = now;
  const answer = await fetch(location.pathname, { headers: { "HX-Request": "true" } }).catch(() => null);
  const words = answer?.ok && !answer.redirected ? await answer.text() : "";
  const fresh = new DOMParser().parseFromString(words, "text/html").getElementById("needles");
  const late = String(bedside.told.entries) !== now; // more was recorded since: a newer look is on its way
  if (!fresh || late || bedside.standing.unsent) return delete needles.dataset.asked;
  const typing = document.activeElement?.id;
  carry(needles, fresh);
  needles.replaceWith(fresh);
  if (typing && !document.activeElement?.id) document.getElementById(typing)?.focus();
  show(bedside);
}

/** What was typed meanwhile stays typed. @param {HTMLElement} from @param {HTMLElement} to */
function carry(from, to) {
  const typed = "input[id]:not([type=radio]), textarea[id]";
  for (const old of /** @type {NodeListOf<HTMLInputElement>} */ (from.querySelectorAll(typed))) {
    const box = /** @type {HTMLInputElement | null} */ (to.querySelector(`#${old.id}`));
    if (box && old.value !== old.defaultValue) box.value = old.value;
  }
  for (const old of from.querySelectorAll("details[id][open]")) to.querySelector(`#${old.id}`)?.setAttribute("open", "");
}

/** Nothing can be kept here: the forms go to the clinic as they are. */
async function online() {
  const { begin } = await import("./online.js");
  begin();
}

pads();
placing();
listenForSides();
const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-bedside]"));
const html = `<!doctype html>\n${document.documentElement.outerHTML}`;
listenForSound();
if (root && canKeep()) start(root, html).catch(online);
else if (root) online();
else if (canKeep()) Vault.open().then((vault) => vault.dropPage(location.pathname));

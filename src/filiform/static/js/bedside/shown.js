/* How is what the device knows shown on the page: count, list, what comes next, what waits?
 * It changes the very markup that the clinic sends (chart/_needles.html) and adds rows from the
 * page's templates, so both ways look alike.
 */

/** @import {Bedside, Standing} from "./state.js" */
/** @import {Needle, State} from "./ledger.js" */
import { alarm } from "./alarm.js";
import { during } from "./during.js";
import { jotted, leaving, measures } from "./leaving.js";
import { copy, find, nameOf, put } from "./parts.js";

const DOTS = 5;

/** @param {Bedside} bedside */
export function show(bedside) {
  const { state, standing } = bedside;
  const inside = state.needles.filter((one) => one.out_at === null).reverse();
  put("[data-count=inside] strong", String(inside.length));
  put("[data-count=inserted] strong", String(state.balance.inserted));
  put("[data-count=withdrawn] strong", String(state.balance.withdrawn));
  find(".in-patient")?.classList.toggle("none", inside.length === 0);
  find(".all-out")?.toggleAttribute("hidden", inside.length === 0);
  put("#next-number", String(state.next_number));
  put("#insert-now", `Insert needle ${state.next_number}`);
  rows(inside);
  during(state);
  minutes(bedside);
  put("#saved", inWords(standing));
  find("#saved")?.classList.toggle("not", standing.apart);
  refused(bedside);
  if (standing.unsent || !["well", "not yet"].includes(standing.line)) leaving(state, standing);
  measures(state);
  jotted(state);
}

/** Minutes by the clinic's clock, however wrong this one is. @param {Bedside} bedside */
export function minutes({ state, ahead }) {
  const now = Date.now() - ahead;
  for (const one of state.needles) {
    const passed = Math.floor((now - Date.parse(one.at)) / 60_000);
    put(`li[data-needle="${one.id}"] [data-seconds]`, `${Math.max(0, passed)} min`);
  }
  alarm();
}

/** @param {Standing} standing */
export function inWords({ unsent, line, others, apart }) {
  if (apart) return "This device and the clinic do not agree. Count the needles, and load the page again.";
  const theirs = others ? ` ${others} of somebody else wait here until they sign in.` : "";
  return ownWords(unsent, line) + theirs;
}

/** @param {number} unsent @param {Standing["line"]} line */
function ownWords(unsent, line) {
  const waits = unsent ? `${unsent} ${unsent === 1 ? "entry" : "entries"} not yet at the clinic, kept here.` : "";
  if (line === "signed out") return `${waits} Sign in again; nothing is lost.`.trim();
  if (line === "not here") return `${waits} The clinic does not take entries for this session from you.`.trim();
  if (line === "not yet") return waits;
  if (line === "away") return waits || "No network. What you record is kept here.";
  return waits || "All at the clinic.";
}

/** @param {Needle[]} inside newest first */
function rows(inside) {
  const list = find(".in-place");
  if (!list) return;
  for (const one of list.querySelectorAll("li")) {
    if (!inside.some(({ id }) => id === one.dataset.needle)) one.remove();
  }
  inside.forEach((needle, place) => {
    const row = list.querySelector(`li[data-needle="${needle.id}"]`) ?? made(needle);
    if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
    fill(row, needle);
  });
}

/** @param {Needle} needle */
function made({ id }) {
  const row = /** @type {HTMLElement} */ (copy("needle-row").querySelector("li"));
  row.dataset.needle = id;
  for (const field of row.querySelectorAll("input[name=needle]")) field.setAttribute("value", id);
  return row;
}

/** @param {Element} row @param {Needle} needle */
function fill(row, { name, target, side, gauge_mm, length_mm, site, twitches }) {
  row.id = `needle-${name}`;
  put(".no", name, row);
  put(".which strong", nameOf(target), row);
  put(".side", side, row);
  put(".size", `${gauge_mm}×${length_mm} mm${site ? ` · ${site}` : ""}`, row);
  const seen = Math.min(twitches, DOTS);
  const dots = "●".repeat(seen) + "○".repeat(Math.max(0, 3 - seen));
  put(".twitches", `${dots}${twitches > DOTS ? ` ${twitches}` : ""}`, row);
  row.querySelector(".twitches")?.setAttribute("aria-label", `${twitches} twitch${twitches === 1 ? "" : "es"}`);
  for (const [deed, words] of [["twitch", "A twitch at"], ["withdraw", "Withdraw"]]) {
    const button = row.querySelector(`[data-deed=${deed}] button`);
    if (button) Object.assign(button, { id: `${deed}-${name}`, ariaLabel: `${words} needle ${name}` });
  }
}

/** What the clinic could not read stays in sight until somebody says that they saw it. @param {Bedside} bedside */
function refused(bedside) {
  const place = find("#refused-entries");
  place?.replaceChildren(...bedside.standing.refused.map(({ fact, says }) => {
    const row = /** @type {HTMLElement} */ (copy("refused-entry").firstElementChild);
    put(".what", fact.fact.replaceAll("_", " "), row);
    put(".says", says, row);
    row.querySelector("button")?.addEventListener("click", () => bedside.seen(fact.id));
    return row;
  }));
}

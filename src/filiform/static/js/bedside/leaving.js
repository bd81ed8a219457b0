/* What is shown before the patient leaves, as far as it can be done without the clinic: the four
 * questions, one after another, and what was measured. It copies the page's templates.
 */

/** @import {Measure} from "./asked.js" */
/** @import {State} from "./ledger.js" */
/** @import {Standing} from "./state.js" */
/** @import {Times} from "./order.js" */
import { QUESTIONS } from "./asked.js";
import { reminded } from "./during.js";
import { openQuestions, step } from "./ledger.js";
import { copy, find, line, nameOf, put } from "./parts.js";

const ASKS = ["Look and count", "Sharps", "How the patient feels", "Aftercare"];
/** @type {Record<string, string>} */
const WAYS = { spoken: "told", printed: "printed", sent: "sent" };
const NEEDS_CLINIC = "Closing and signing need the network: the session can be closed when every entry is at the clinic.";

/** @param {State} state @param {Standing} standing */
export function leaving(state, { explained }) {
  const place = find(".closing");
  const next = step(state, explained);
  const now = `here ${next} ${JSON.stringify(state.asked)}`;
  if (!place || place.getAttribute("data-step") === now) return;
  place.setAttribute("data-step", now);
  place.replaceChildren(...parts(state, next));
}

/** @param {State} state @param {string} next */
function parts(state, next) {
  const { needles, balance, differences } = state;
  if (next === "needles" || !balance.inserted) return [];
  const open = openQuestions(state);
  const list = Object.assign(document.createElement("ol"), { className: "steps" });
  list.append(...QUESTIONS.map((question, place) => {
    const how = open.includes(question) ? (question === next ? "now" : "later") : "done";
    return row(state, question, ASKS[place], how);
  }));
  const apart = next === "differs" ? differences.map(line) : [];
  const unwell = state.asked.unwell.length ? [warning()] : [];
  return [...reminded(needles), list, ...unwell, ...apart, ...(next === "close" || next === "differs" ? [line(NEEDS_CLINIC)] : [])];
}

/** @param {State} state @param {string} question @param {string} asks @param {string} how */
function row(state, question, asks, how) {
  const item = Object.assign(document.createElement("li"), { className: how });
  item.dataset.question = question;
  const said = answer(state, question);
  const words = Object.assign(line(said && how === "done" ? `${asks}: ` : asks), { className: "asks" });
  if (said && how === "done") words.append(Object.assign(document.createElement("strong"), { textContent: said }));
  item.append(words);
  if (how !== "now") return item;
  item.append(copy(`${question}-form`));
  item.querySelector(".row button:not([data-pad] button)")?.classList.add("primary");
  if (question === "advice") for (const box of item.querySelectorAll(".advised")) due(/** @type {HTMLElement} */ (box), state);
  return item;
}

/** @param {State} state @param {string} question */
function answer({ balance, asked }, question) {
  const why = asked.declined.find((one) => one.question === question)?.words;
  if (question === "count" && balance.in_tray !== null) return `${balance.found} in the patient, ${balance.in_tray} in the tray.`;
  if (question === "disposal" && balance.disposed !== null) return `${balance.disposed} in the sharps container.`;
  if (question === "feeling" && asked.felt) return `${asked.felt.feels.replace("_", "-")}.`;
  if (question === "advice" && asked.advised.length) return `${[...new Set(asked.advised.map(({ way }) => WAYS[way] ?? way))].join(", ")}.`;
  return why ? `Not answered: ${why}` : "";
}

/** Which advice this patient gets, as knowledge/advice.py says it. @param {HTMLElement} row @param {State} state */
function due(row, { needles, asked, symptoms, called }) {
  const lung = needles.some(({ target }) => find(`#targets option[data-key="${CSS.escape(target)}"]`)?.dataset.lung !== undefined);
  const light = asked.felt?.feels === "light_headed" || asked.unwell.length > 0;
  const faint = light || called !== null || symptoms.some((one) => one.symptom === "faint");
  const box = row.querySelector("input");
  const { who } = row.dataset;
  if (box) box.checked = who === "everyone" || (who === "lung" && lung) || (who === "faint" && faint);
}

function warning() {
  return Object.assign(line("The patient felt unwell. Stay with them. It is an incident: write beside it what was done and how they left."), { className: "error", role: "alert" });
}

/** What lies here for the note and does not stand in it yet, as after the page was loaded without a network. @param {State} state */
export function jotted({ jotted: told }) {
  const place = /** @type {HTMLElement | null} */ (find("[data-jotted]"));
  const box = /** @type {HTMLTextAreaElement | null} */ (find("#note-words"));
  const missing = told.filter((words) => !box?.value.includes(words));
  if (!place || missing.join() === place.dataset.jotted) return;
  place.dataset.jotted = missing.join();
  place.hidden = missing.length === 0;
  place.textContent = `Kept for the end of the note: ${missing.join(" ")}`;
}

// -------------------------------------------------------------------- what was measured
/** @param {State} state */
export function measures({ measures: told }) {
  for (const list of document.querySelectorAll("[data-measured]")) {
    const moment = list.getAttribute("data-measured");
    const here = /** @type {Measure[]} */ (told.filter((one) => one.moment === moment));
    const lines = here.filter((one) => one.fact !== "pain_scored").map(inWords);
    const pain = here.find((one) => one.fact === "pain_scored");
    const section = list.closest("section");
    if (section && pain?.fact === "pain_scored") put(".pain-score .value", `: ${pain.value} of 10`, section);
    if (lines.length > list.children.length) list.replaceChildren(...lines.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  }
}

/** "Turn the head, left: limited, 45°, active". @param {any} one a measure that is no pain score */
function inWords(one) {
  if (one.fact === "moved") {
    const label = document.querySelector(`input[name=what][value="${one.movement}:${one.side}"]`)?.parentElement?.textContent?.trim();
    const far = one.extent?.replaceAll("_", " ");
    return `${label ?? one.movement}: ${[far, one.degrees === null ? "" : `${one.degrees}°`, one.how].filter(Boolean).join(", ")}`;
  }
  const mean = one.trials.map(Number).reduce((/** @type {number} */ all, /** @type {number} */ next) => all + next, 0) / one.trials.length;
  const side = one.side === "middle" ? "" : ` ${one.side}`;
  const of = one.trials.length === 1 ? "one reading" : `mean of ${one.trials.length}`;
  return `Pressure threshold, ${nameOf(one.place)}${side}: ${mean.toFixed(one.unit === "kPa" ? 1 : 2)} ${one.unit} (${of}, ${one.device})`;
}

/* How is shown what happens while needles are in: the call, the plan, what is felt, the current? It
 * changes the markup that the clinic sends and copies the page's templates, so both ways look alike.
 */

/** @import {Needle, State} from "./ledger.js" */
/** @import {Cover} from "./watch.js" */
import { copy, find, line, nameOf, put } from "./parts.js";
import { calledOut, reminders } from "./watch.js";

/** @param {State} state */
export function during(state) {
  const inside = state.needles.filter((one) => one.out_at === null);
  const needles = find("#needles");
  if (needles) needles.dataset.planned = String(state.minutes ?? "");
  find(".retention")?.toggleAttribute("hidden", inside.length === 0);
  find("#current")?.toggleAttribute("hidden", inside.length < 2);
  call(state, inside.length);
  plan(state);
  for (const one of inside) felt(state, one);
  current(state, inside);
}

/** @param {State} state @param {number} inside */
function call(state, inside) {
  const place = find("#called");
  const reason = calledOut(state).length ? (state.called ?? "") : "";
  find("#needles")?.classList.toggle("called", state.called !== null);
  find("#needles")?.classList.toggle("come-out", reason !== "");
  if (place && place.dataset.reason !== reason) {
    place.replaceChildren(...(reason ? [copy(`called-${reason}`)] : []));
    place.dataset.reason = reason;
    if (reason) place.scrollIntoView({ block: "start" });
  }
  put("#called .all-are-out button", `All ${inside} are out`);
}

/** @param {State} state */
function plan({ minutes }) {
  put(".retention .plan", minutes === null ? "" : `: ${minutes}`);
  for (const one of document.querySelectorAll(".minutes button")) {
    one.setAttribute("aria-pressed", String(one.getAttribute("value") === String(minutes)));
  }
}

/** Each kind once, in the order in which it was noted. @param {State} state @param {Needle} needle */
function felt({ symptoms }, { id, name }) {
  const row = find(`li[data-needle="${id}"]`);
  const details = row?.querySelector(".feels");
  if (details) details.id = `feels-${name}`;
  details?.querySelector("summary")?.setAttribute("aria-label", `A symptom at needle ${name}`);
  const place = row?.querySelector(".felt");
  const kinds = new Set(symptoms.filter((one) => one.needle === id).map((one) => one.symptom));
  for (const kind of kinds) {
    const known = document.getElementById(`felt-${kind}`) ? kind : "other";
    if (!place?.querySelector(`[data-felt="${known}"]`)) place?.append(copy(`felt-${known}`));
  }
}

/** @param {State} state @param {Needle[]} inside */
function current({ stimulations, needles }, inside) {
  const name = (/** @type {string} */ id) => needles.find((one) => one.id === id)?.name ?? "?";
  const list = find(".currents");
  const said = stimulations.map((one) =>
    `${one.needles.map(name).join(" and ")}: channel ${one.channel}, ${Number(one.hz)} Hz, ${one.width_us} µs, ${one.intensity}, ${one.minutes} min`);
  if (list && said.join() !== [...list.children].map((one) => one.textContent).join()) {
    list.replaceChildren(...said.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  }
  for (const [place, id] of ["current-one", "current-other"].entries()) choices(id, inside, place);
}

/** The needles in place; what was chosen stays chosen while it is in. @param {string} id @param {Needle[]} inside @param {number} first */
function choices(id, inside, first) {
  const list = /** @type {HTMLSelectElement | null} */ (find(`#${id}`));
  const offered = [...(list?.options ?? [])].map((one) => `${one.value} ${one.text}`).join();
  if (!list || offered === inside.map((one) => `${one.id} ${one.name}`).join()) return;
  const chosen = inside.some((one) => one.id === list.value) ? list.value : inside[first]?.id;
  list.replaceChildren(...inside.map((one) => new Option(one.name, one.id)));
  if (chosen) list.value = chosen;
}

/** Where to look before the session closes. @param {Needle[]} needles */
export function reminded(needles) {
  /** @type {Cover[]} */
  const covers = JSON.parse(find("#covers")?.textContent ?? "[]");
  return reminders(covers, needles, nameOf).map((words) => Object.assign(line(words), { className: "reminder" }));
}

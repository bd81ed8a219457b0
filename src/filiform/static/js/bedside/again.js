/* What happens with the plan of the last time? A tap on a needle of it opens its place with today's
 * check, as if it had been tapped on the body; nothing is recorded by that.
 */

/** @import {Needle} from "./ledger.js" */
import { find, put } from "./parts.js";
import { offer } from "./sides.js";
import { words } from "./telling.js";

const FIELDS = ["target", "gauge_mm", "length_mm", "point"];

/** Writes what stood in the plan into the form of the next needle. @param {HTMLFormElement} form of the next needle @param {FormData} typed the plan's row */
export function propose(form, typed) {
  const mesh = document.querySelector(`.plan [name=point][value="${CSS.escape(words(typed, "point"))}"]`)?.getAttribute("data-mesh");
  for (const name of FIELDS) fill(form, name, words(typed, name));
  form.querySelector("[name=point]")?.setAttribute("data-mesh", mesh ?? "");
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("#place input[name=side]"))) {
    radio.checked = radio.value === words(typed, "side");
  }
  offer();
  const point = words(typed, "point");
  const detail = point ? { point: JSON.parse(point), mesh } : null;
  document.dispatchEvent(new CustomEvent("bedside:proposed", { detail }));
}

/** A size of another packet is put among those that are offered. @param {HTMLFormElement} form @param {string} name @param {string} word */
function fill(form, name, word) {
  const box = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (form.querySelector(`[name=${name}]`));
  if (!box) return;
  if (box instanceof HTMLSelectElement && ![...box.options].some((one) => one.text === word)) box.append(new Option(word));
  box.value = word;
}

/** Which of the plan were placed by now. @param {Needle[]} needles */
export function placed(needles) {
  const left = needles.map(({ target, side }) => `${target}:${side}`);
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".plan li"))) {
    const place = left.indexOf(row.dataset.where ?? "");
    row.classList.toggle("placed", place >= 0);
    if (place >= 0) left.splice(place, 1);
  }
  const inside = needles.filter((one) => one.out_at === null);
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-current-again]"))) {
    button.hidden = !pairOf(button, inside);
  }
}

/** @param {HTMLElement} button @param {Needle[]} inside @returns {Needle[] | null} */
function pairOf({ dataset: { one, other } }, inside) {
  const at = (/** @type {string | undefined} */ where, /** @type {Needle | undefined} */ but) =>
    inside.find((needle) => needle !== but && `${needle.target}:${needle.side}` === where);
  const first = at(one, undefined);
  const second = at(other, first);
  return first && second ? [first, second] : null;
}

/** Fills in the current of the last time; recording it is another tap. @param {() => Needle[]} needles */
export function listenForCurrent(needles) {
  document.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest("[data-current-again]") : null);
    const form = /** @type {HTMLFormElement | null} */ (find("#form-current"));
    const pair = button && pairOf(button, needles().filter((one) => one.out_at === null));
    if (!button || !form || !pair) return;
    const { channel = "", hz = "", width = "", intensity = "", minutes = "" } = button.dataset;
    const told = { one: pair[0].id, other: pair[1].id, channel, hz, width_us: width, intensity, minutes };
    for (const [name, word] of Object.entries(told)) fill(form, name, word);
    find("#current")?.setAttribute("open", "");
    form.scrollIntoView({ block: "nearest" });
    put("#alarm", "The current of the last time is filled in. Look at the device, then record it.");
  });
}

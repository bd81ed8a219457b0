/* How is a needle placed without the picture: a place of the body, a target there, a side?
 * The chart turns to it and takes the focus; arrow keys then move the point (../body-chart.js).
 */

/** @import {Known} from "./placing.js" */
import { nameOf } from "./parts.js";

/** @param {Known} known @param {(target: string, side: string, region: string) => void} place */
export function byList(known, place) {
  const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-by-list]"));
  if (!box || box.dataset.listens) return;
  box.dataset.listens = "yes";
  const where = /** @type {HTMLSelectElement} */ (box.querySelector("[data-where]"));
  const what = /** @type {HTMLSelectElement} */ (box.querySelector("[data-what]"));
  const which = /** @type {HTMLSelectElement} */ (box.querySelector("[data-which]"));
  const says = /** @type {HTMLElement} */ (box.querySelector("[data-list-says]"));
  where.addEventListener("change", () => {
    const [none] = what.options;
    const there = known.targets[where.value] ?? [];
    what.replaceChildren(none, ...there.map((key) => new Option(nameOf(key), key)));
    what.value = there[0] ?? "";
    says.textContent = where.value && !there.length ? "No target of the table lies here." : "";
  });
  box.querySelector("[data-place-it]")?.addEventListener("click", () => {
    const missing = [where, what, which].find((select) => !select.value);
    says.textContent = missing ? "Choose the place, the target and the side." : "";
    if (missing) missing.focus();
    else place(what.value, which.value, where.value);
  });
}

/* Which sides are offered for a needle? Exactly those on which the target is found; where there is
 * one only, it is chosen.
 */

import { find } from "./parts.js";
import { keyOf } from "./telling.js";

const PAIRED = "left right";

/** Before anybody else hears that another target was named. */
export function listenForSides() {
  document.addEventListener("change", ({ target }) => /** @type {HTMLElement} */ (target).id === "target" && offer(), true);
  document.addEventListener("bedside:cleared", offer);
  document.addEventListener("htmx:afterSwap", offer);
  offer();
}

export function offer() {
  const target = /** @type {HTMLInputElement | null} */ (find("#target"));
  const key = keyOf(target?.value.trim() ?? "");
  const option = key ? find(`#targets option[data-key="${CSS.escape(key)}"]`) : null;
  const sides = (option?.dataset.sides ?? PAIRED).split(" ");
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#place input[name=side]"))) {
    const offered = sides.includes(radio.value);
    radio.parentElement?.toggleAttribute("hidden", !offered);
    radio.checked = offered && (sides.length === 1 || radio.checked);
  }
}

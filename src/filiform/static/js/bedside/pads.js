/* How is a count said without typing? One tap on a number writes it into its field. */

export function pads() {
  document.documentElement.classList.add("scripted");
  document.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest?.("[data-pad] button");
    const pad = /** @type {HTMLElement | null | undefined} */ (button?.parentElement);
    const box = /** @type {HTMLInputElement | null | undefined} */ (button?.closest("form")?.querySelector(`input[name=${pad?.dataset.pad}]`));
    if (!button || !pad || !box) return;
    const { digits } = pad.dataset;
    if (digits !== undefined) return type(box, /** @type {HTMLElement} */ (button));
    box.value = button.textContent ?? "";
    for (const one of pad.children) one.setAttribute("aria-pressed", String(one === button));
  });
}

/** A number of several digits, one after another. @param {HTMLInputElement} box @param {HTMLElement} button */
function type(box, button) {
  box.value = "clear" in button.dataset ? "" : `${box.value}${button.textContent}`.slice(0, 3);
}

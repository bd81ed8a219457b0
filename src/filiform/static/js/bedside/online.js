/* What does the bedside do where nothing can be kept on the device? The minutes go on, the
 * device's clock is told, a lost network is said. Every form goes to the clinic by htmx; each has
 * its id, so pressing again is harmless.
 */

import { alarm } from "./alarm.js";

const AWAY = "Not saved: the network is away. Press again; nothing is recorded twice.";
const ODD = "Not saved. Load the page again; what was kept before is safe.";
const COPY = "Copy what you wrote, then load the page again; what was kept before is safe.";
/** @type {Record<number, string>} */
const CLOSED = {
  401: `Not saved: you are no longer signed in. ${COPY}`,
  403: `Not saved: this page was open for too long. ${COPY}`,
};
const PARTS = ['id="needles"', 'id="insert"', 'id="site"', 'id="verdict"', 'id="lot-says"'];

export function begin() {
  let shownAt = performance.now();
  document.addEventListener("htmx:configRequest", (event) => {
    const { verb, parameters } = detail(event);
    if (verb === "post") parameters.device_at = new Date().toISOString();
  });
  document.addEventListener("submit", ({ target }) => {
    const form = /** @type {HTMLFormElement} */ (target);
    const clock = /** @type {HTMLInputElement | null} */ (form.querySelector('input[name="device_at"]'));
    if (clock) clock.value = new Date().toISOString();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = detail(event);
    if (PARTS.some((part) => xhr.responseText.includes(part))) return;
    detail(event).shouldSwap = false;
    say(CLOSED[xhr.status] ?? ODD, true);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const { target, xhr, requestConfig } = detail(event);
    // The seconds were counted by the clinic when the list was made; an old list would be ahead.
    if (target?.id === "needles") {
      shownAt = performance.now();
      alarm();
    }
    if (requestConfig.verb === "post" && xhr.status === 200) say("Saved.", false);
  });
  document.addEventListener("htmx:sendError", () => say(AWAY, true));
  document.addEventListener("htmx:timeout", () => say(AWAY, true));
  alarm();
  setInterval(() => tick((performance.now() - shownAt) / 1000), 10_000);
}

/** @param {Event} event @returns {any} */
function detail(event) {
  return /** @type {CustomEvent} */ (event).detail;
}

/** @param {number} passed seconds */
function tick(passed) {
  for (const place of document.querySelectorAll("[data-seconds]")) {
    const seconds = Number(/** @type {HTMLElement} */ (place).dataset.seconds);
    place.textContent = `${Math.floor((seconds + passed) / 60)} min`;
  }
  alarm();
}

/** @param {string} words @param {boolean} wrong */
function say(words, wrong) {
  const place = document.getElementById("saved");
  if (!place) return;
  place.textContent = words;
  place.classList.toggle("not", wrong);
}

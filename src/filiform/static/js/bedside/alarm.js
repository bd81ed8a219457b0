/* What happens when a needle has been in for the planned time? Its row says so, a screen reader
 * hears it once, and it sounds where the therapist switched that on: a browser lets a page sound
 * only after a tap, so it is off again when the page is loaded anew.
 */

import { find, put } from "./parts.js";
import { isDue, untold } from "./watch.js";

const [BEEPS, BEEP_S, REST_S, PITCH_HZ, LOUD] = [3, 0.18, 0.12, 880, 0.25];
/** @type {Set<string>} */
const told = new Set();
/** @type {AudioContext | null} */
let sound = null;

/** The rows of needles as their minutes say now. */
export function alarm() {
  const { planned: words = "" } = find("#needles")?.dataset ?? {};
  const planned = words ? Number(words) : null;
  const due = [...document.querySelectorAll("li[data-needle]")].filter((row) => mark(row, planned)).reverse(); // the list has the newest first
  const named = due.map((row) => ({ id: row.getAttribute("data-needle") ?? "", name: row.querySelector(".no")?.textContent ?? "" }));
  const fresh = untold(told, named, planned);
  if (fresh.length) {
    put("#alarm", `Planned time reached: needle${fresh.length > 1 ? "s" : ""} ${fresh.join(", ")}.`);
    beep();
  }
  button();
}

/** @param {Element} row @param {number | null} planned */
function mark(row, planned) {
  const due = isDue(parseInt(row.querySelector("[data-seconds]")?.textContent ?? "0"), planned);
  row.classList.toggle("due", due);
  put(".time-reached", due ? "Planned time reached" : "", row);
  return due;
}

/** The button is part of the list, which the clinic sends anew; what it switches is not. */
export function listenForSound() {
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element && target.closest("[data-sound]"))) return;
    if (sound) sound.close();
    sound = sound ? null : new AudioContext();
    beep();
    button();
  });
}

function button() {
  const place = find("[data-sound]");
  if (!place || !("AudioContext" in window)) return;
  place.hidden = false;
  place.setAttribute("aria-pressed", String(sound !== null));
}

/** Three short tones; nothing where the sound is off. */
function beep() {
  if (!sound) return;
  const loud = new GainNode(sound, { gain: LOUD });
  loud.connect(sound.destination);
  for (let one = 0; one < BEEPS; one += 1) {
    const tone = new OscillatorNode(sound, { frequency: PITCH_HZ });
    const begins = sound.currentTime + one * (BEEP_S + REST_S);
    tone.connect(loud);
    tone.start(begins);
    tone.stop(begins + BEEP_S);
  }
}

/* Which facts do the forms make that are no needle: what is measured, answered and advised? */

/** @import {Bedside} from "./state.js" */
import { NotSaid } from "./state.js";

/** @type {Record<string, (bedside: Bedside, typed: FormData) => Promise<unknown>>} */
export const TELLING = {
  pain: (bedside, typed) =>
    bedside.keep({ fact: "pain_scored", moment: words(typed, "moment"), value: number(typed, "value") }),
  move: async (bedside, typed) => bedside.keep(movement(typed)),
  press: async (bedside, typed) => bedside.keep(pressure(typed)),
  feel: (bedside, typed) => {
    const [feels, symptom] = [words(typed, "feels"), words(typed, "symptom")];
    return bedside.keep({ fact: "felt", feels, symptom, knows: bedside.state.knows.moved });
  },
  advise: (bedside, typed) => {
    const about = typed.getAll("about").map(String);
    const version = document.getElementById("form-advice")?.dataset.version ?? "";
    return bedside.keep({ fact: "advised", about, way: words(typed, "way"), version });
  },
  decline: (bedside, typed) => {
    const [question, why] = [words(typed, "question"), words(typed, "words")];
    return bedside.keep({ fact: "declined", question, words: why, knows: bedside.state.knows.moved });
  },
};

/** Without a network words can be added to the end of the note; it is joined as domain/jotting.py joins it. @param {Bedside} bedside @param {HTMLFormElement} form */
export async function jotting(bedside, form) {
  const box = /** @type {HTMLTextAreaElement} */ (form.querySelector("[name=words]"));
  const was = /** @type {HTMLInputElement} */ (form.querySelector("[name=was]"));
  const [before, now] = [was.value.replaceAll("\r\n", "\n").trim(), box.value.trim()];
  if (!now.startsWith(before)) throw new NotSaid("Without a network words can be added at the end of the note, but what stands there cannot be changed.");
  const added = now.slice(before.length).trim();
  if (added.length > 2000) throw new NotSaid("Without a network 2,000 letters can be added at a time. Shorten it.");
  await bedside.keep({ fact: "jotted", words: added });
  was.value = box.value = before ? `${before}\n\n${added}` : added;
}

/** @param {FormData} typed */
function movement(typed) {
  const [name, side = ""] = words(typed, "what").split(":");
  const extent = words(typed, "extent") || null;
  const degrees = words(typed, "degrees") ? number(typed, "degrees") : null;
  if (!name) throw new NotSaid("Choose a movement from the list, on a side on which there is one.");
  return { fact: "moved", moment: words(typed, "moment"), movement: name, side, how: words(typed, "how"), extent, degrees };
}

/** @param {FormData} typed */
function pressure(typed) {
  const [place, side, device] = [keyOf(words(typed, "place")), words(typed, "side"), words(typed, "device")];
  const trials = ["first", "second", "third"].map((name) => words(typed, name).replace(",", ".")).filter(Boolean);
  if (!place) throw new NotSaid("Choose a muscle or structure from the list.");
  if (!side) throw new NotSaid("Choose the side.");
  if (!device) throw new NotSaid("Say with which device the pressure was measured.");
  return { fact: "pressed", moment: words(typed, "moment"), place, side, device, unit: words(typed, "unit"), trials };
}

/** The target of that name; the beginning is enough where only one begins so. @param {string} words @returns {string} */
export function keyOf(words) {
  const wanted = words.toLowerCase();
  const all = [...document.querySelectorAll("#targets option")];
  const name = (/** @type {Element} */ one) => one.getAttribute("value")?.toLowerCase() ?? "";
  const like = wanted ? all.filter((one) => name(one).startsWith(wanted)) : [];
  const found = all.find((one) => name(one) === wanted) ?? (like.length === 1 ? like[0] : undefined);
  return found?.getAttribute("data-key") ?? "";
}

/** A field as a number; NaN, which is refused, where it is none. @param {FormData} typed @param {string} name */
export function number(typed, name) {
  const figure = words(typed, name);
  return /^\d{1,4}$/.test(figure) ? Number(figure) : NaN;
}

/** @param {FormData} typed @param {string} name */
export function words(typed, name) {
  return String(typed.get(name) ?? "").trim();
}

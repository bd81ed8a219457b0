/* May this person sign out? Not while the device holds entries that the clinic does not have.
 * Loaded on every page of a therapist. What is gone from here at signing out: everything.
 */

import { notYetSent } from "./outbox.js";
import { TAB, Vault, canKeep, tabs } from "./vault.js";

const CACHE = "bedside ";

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.dataset.deed !== "sign-out" || !canKeep() || form.dataset.empty) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  signOut(form);
}, true);

/** @param {HTMLFormElement} form */
async function signOut(form) {
  const user = form.dataset.user ?? "";
  const vault = await Vault.open();
  if (!(await vault.empty(user))) {
    const { unsent, sessions } = await notYetSent(vault, user);
    return refuse(form, unsent, sessions);
  }
  for (const name of await caches.keys()) if (name.startsWith(CACHE)) await caches.delete(name);
  for (const one of await navigator.serviceWorker?.getRegistrations() ?? []) await one.unregister();
  tabs().postMessage({ emptied: TAB });
  form.dataset.empty = "yes";
  form.requestSubmit();
}

/** @param {HTMLFormElement} form @param {number} unsent @param {string[]} sessions */
function refuse(form, unsent, sessions) {
  const place = document.getElementById("not-signed-out") ?? document.createElement("p");
  Object.assign(place, { id: "not-signed-out", className: "error", role: "alert" });
  const what = unsent === 1 ? "1 entry of this device is" : `${unsent} entries of this device are`;
  place.textContent =
    `Not signed out: ${what} not yet at the clinic. Connect to the network, open the bedside page ` +
    "and wait until it says “All at the clinic”. Then sign out. ";
  const way = document.createElement("a");
  way.href = `${form.dataset.start}${sessions[0]}/`;
  way.textContent = "Open the bedside page";
  place.append(way);
  document.getElementById("main")?.prepend(place);
  place.scrollIntoView({ block: "center" });
}

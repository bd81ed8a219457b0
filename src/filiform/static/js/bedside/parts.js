/* How does a part of the bedside page find, copy and write what stands on it? */

/** The name in the table of targets; else its key. @param {string} target */
export function nameOf(target) {
  return find(`#targets option[data-key="${CSS.escape(target)}"]`)?.getAttribute("value") ?? target;
}

/** @param {string} words */
export function line(words) {
  return Object.assign(document.createElement("p"), { textContent: words });
}

/** @param {string} id @returns {DocumentFragment} */
export function copy(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return /** @type {DocumentFragment} */ (template.content.cloneNode(true));
}

/** @param {string} where @returns {HTMLElement | null} */
export function find(where) {
  return document.querySelector(where);
}

/** Writes only what is new, so that a screen reader hears it once. @param {string} where @param {string} words @param {ParentNode} [root] */
export function put(where, words, root = document) {
  const place = root.querySelector(where);
  if (place && place.textContent !== words) place.textContent = words;
}

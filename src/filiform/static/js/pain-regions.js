/* How are places chosen from a list instead of drawn? The same form without a page load.
 *
 * Without this script the buttons `add_region` and `remove_region` post the form. With it, they
 * add and remove a hidden input `regions` (region:side:kind) in place and send `drawing:change`
 * {drawing, regions} from the host.
 */

class RegionList {
  constructor(host) {
    this.host = host;
    this.where = host.querySelector("[name=region_where]");
    this.side = host.querySelector("[name=region_side]");
    this.kind = host.querySelector("[name=region_kind]");
    this.list = host.querySelector("[data-regions]");
    this.button = host.querySelector("[name=add_region]");
    this.button.type = "button"; // so that Return in another field does not press it
    this.button.addEventListener("click", () => this.add());
    for (const remove of this.list.querySelectorAll("button")) remove.type = "button";
    this.list.addEventListener("click", (event) => {
      const remove = event.target.closest("button");
      if (remove) this.remove(remove.closest("[data-region]"));
    });
    for (const select of [this.where, this.side, this.kind]) {
      // Choosing is no answer yet: nothing to save.
      select.addEventListener("change", (event) => event.stopPropagation());
    }
    this.where.addEventListener("change", () => this.fitSides());
    this.fitSides();
  }

  /** Offer only the sides that the chosen place has. */
  fitSides() {
    const sides = this.where.selectedOptions[0].dataset.sides?.split(" ");
    for (const option of this.side.options) {
      option.hidden = option.disabled = Boolean(sides && option.value && !sides.includes(option.value));
    }
    const fitting = [...this.side.options].filter((option) => option.value && !option.disabled);
    if (fitting.length === 1) this.side.value = fitting[0].value;
    else if (this.side.selectedOptions[0]?.disabled) this.side.value = "";
  }

  add() {
    const missing = [this.where, this.side, this.kind].find((select) => !select.value);
    if (missing) {
      missing.focus();
      this.say(missing.dataset.missing);
      return;
    }
    const value = [this.where, this.side, this.kind].map((select) => select.value).join(":");
    const words = (select) => select.selectedOptions[0].textContent.trim();
    const label = `${words(this.where)}, ${words(this.side).toLowerCase()}: ${words(this.kind).toLowerCase()}`;
    if (this.values().includes(value)) {
      this.say(`Already in the list: ${label}.`);
      return;
    }
    const row = this.host.querySelector("[data-region-row]").content.cloneNode(true);
    row.querySelector("input").value = value;
    row.querySelector("[data-words]").textContent = label;
    row.querySelector("button").setAttribute("aria-label", `Remove ${label}`);
    this.list.append(row);
    this.where.value = this.side.value = "";
    this.fitSides();
    this.where.focus();
    this.say(`Added: ${label}.`);
    this.send();
  }

  remove(row) {
    const label = row.querySelector("[data-words]").textContent;
    row.remove();
    this.button.focus();
    this.say(`Removed: ${label}.`);
    this.send();
  }

  values() {
    return [...this.list.querySelectorAll("input[name=regions]")].map((input) => input.value);
  }

  say(words) {
    this.host.querySelector("[data-list-says]").textContent = words;
  }

  send() {
    const drawing = JSON.parse(this.host.querySelector("input[name=drawing]").value || "[]");
    const detail = { drawing, regions: this.values() };
    this.host.dispatchEvent(new CustomEvent("drawing:change", { bubbles: true, detail }));
  }
}

const awake = new WeakSet();

function wake() {
  for (const host of document.querySelectorAll("[data-pain-drawing]")) {
    if (!awake.has(host)) new RegionList(host);
    awake.add(host);
  }
}

if (typeof document !== "undefined") {
  wake();
  document.addEventListener("htmx:load", wake);
}

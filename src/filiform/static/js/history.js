/* How is every answer of the history kept while it is given?
 *
 * The host is form[data-history] (templates/intake/step.html). What is typed is sent to
 * data-save after a short rest, and at once when the screen is left; the form itself is sent
 * only where the clinic refuses an answer. Without a network it stays here (sessionStorage)
 * and is sent again until it is kept. Without this script the form works by itself.
 */

const REST_MS = 600; // a rest in typing
const AGAIN_MS = [2000, 4000, 8000, 15000]; // after a failure
const SECOND_TAP_MS = 400; // the second tap of a double tap belongs to the screen before

class History {
  constructor(form) {
    this.form = form;
    this.says = form.querySelector("[data-kept]");
    this.place = `filiform history ${location.pathname}`;
    this.changes = 0;
    this.failures = 0;
    this.leaving = null;
    this.busy = false;
    this.bringBack();
    form.addEventListener("input", (event) => this.typed(event));
    form.addEventListener("change", (event) => this.chosen(event));
    form.addEventListener("drawing:change", () => this.changed(0));
    form.addEventListener("submit", (event) => this.leave(event));
    form.addEventListener("click", (event) => this.tapped(event), true);
    addEventListener("online", () => this.changes && this.send());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
  }

  typed(event) {
    const chooses = event.target.closest("[data-pain-drawing]"); // it tells of its own changes
    if (!chooses) this.changed(REST_MS);
  }

  tapped(event) {
    const second = event.pointerType === "touch" && event.timeStamp < SECOND_TAP_MS;
    if (second && event.target.closest(".answers button")) event.preventDefault();
  }

  chosen(event) {
    const box = event.target;
    if (box.type !== "checkbox") return;
    const others = [...this.form.querySelectorAll(`input[name="${box.name}"]`)];
    const clears = (one) => (box.value === "none") !== (one.value === "none");
    if (box.checked) others.filter((one) => one !== box && clears(one)).forEach((one) => (one.checked = false));
  }

  changed(rest) {
    this.changes += 1;
    this.hold();
    this.say("");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), rest);
  }

  /** The form is left by a button: keep first, then go where the clinic says. */
  leave(event) {
    if (this.asItIs) return;
    event.preventDefault();
    if (this.leaving) return;
    this.leaving = event.submitter ?? this.form.querySelector("button[name=go]");
    this.leaving?.setAttribute("aria-busy", "true");
    this.changes += 1;
    this.hold();
    this.send();
  }

  body() {
    const fields = [...new FormData(this.form)];
    if (this.leaving?.name) fields.push([this.leaving.name, this.leaving.value]);
    return new URLSearchParams(fields);
  }

  async send() {
    clearTimeout(this.timer);
    if (this.busy) return;
    this.busy = true;
    const [until, left] = [this.changes, this.leaving];
    let answer = null;
    try {
      const headers = { Accept: "application/json" };
      const init = { method: "POST", body: this.body(), headers, credentials: "same-origin" };
      answer = await fetch(this.form.dataset.save, init);
    } catch {
      this.failed();
    }
    this.busy = false;
    if (answer) await this.answered(answer, until, left);
  }

  async answered(answer, until, left) {
    const said = answer.headers.get("content-type")?.includes("json") ? await answer.json().catch(() => ({})) : {};
    if (answer.status >= 500) return this.failed();
    if (!answer.ok) return this.refused(said);
    if (!said.was) return this.failed(); // some other page answered, as a guest network's sign-in does
    this.failures = 0;
    for (const [name, mark] of Object.entries(said.was)) this.mark(name, mark);
    const done = until === this.changes;
    if (done) this.forget();
    if (left && !said.next) return this.sendAsItIs(left);
    if (left || said.emergency) return location.assign(said.next);
    if (!done) return this.changed(0);
    this.say("Kept");
  }

  mark(name, mark) {
    const was = this.form.querySelector(`input[name="was-${name}"]`);
    if (was) was.value = mark;
  }

  /** The clinic cannot keep it as it is: say why; the words stay where they are. */
  refused(said) {
    if (this.leaving) this.sendAsItIs(this.leaving);
    else this.say(said.says ?? "This cannot be kept. Make it shorter, or load the page again.", true);
  }

  sendAsItIs(left) {
    this.asItIs = true;
    this.leaving = null;
    this.form.requestSubmit(left);
  }

  failed() {
    this.say("Not sent yet: there is no connection. It is held on this phone, and we keep trying.", true);
    const wait = AGAIN_MS[Math.min(this.failures, AGAIN_MS.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.send(), wait);
  }

  say(words, waiting = false) {
    this.says.textContent = words;
    this.says.classList.toggle("waiting", waiting);
  }

  /** Hold what is not kept yet, for this tab only. */
  hold() {
    const own = (name) => !["csrfmiddlewaretoken", "then", "step"].includes(name) && !name.startsWith("region_");
    const fields = [...this.body()].filter(([name]) => own(name));
    try {
      sessionStorage.setItem(this.place, JSON.stringify(fields));
    } catch {
      // The phone holds nothing: what is typed still stands in the form.
    }
  }

  forget() {
    this.changes = 0;
    sessionStorage.removeItem(this.place);
  }

  /** What was held when the page was left without a network is put back, and sent. */
  bringBack() {
    if (this.form.querySelector("[data-refusal]")) return this.forget(); // the page shows it all
    const held = JSON.parse(sessionStorage.getItem(this.place) ?? "null");
    if (!held) return;
    const of = (name) => held.filter(([key]) => key === name).map(([, value]) => value);
    for (const field of this.form.elements) {
      if (!field.name || field.name.startsWith("was-") || field.name === "asked") continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = of(field.name).includes(field.value);
      else if (field.closest(".answers") && of(field.name).includes(field.value)) this.leaving = field;
      else if (field.tagName === "TEXTAREA" || field.name === "drawing") field.value = of(field.name)[0] ?? field.value;
    }
    this.changed(0);
  }
}

for (const form of document.querySelectorAll("form[data-history]")) new History(form);

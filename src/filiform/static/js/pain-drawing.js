/* How does a patient draw where it hurts? Strokes over pictures of the body, kept as places of the skin.
 *
 * The host is [data-pain-drawing] (templates/_components/pain_drawing.html). Its hidden input
 * `drawing` holds [{kind, width, points: [[face, first, second], ...], mesh, figure}]; see body-mesh.js.
 * A stroke is shown in every view that sees it. Every change sends `drawing:change`
 * {drawing, regions} from the host; each picture is a chart of body-chart.js.
 */

import { BodyChart } from "./body-chart.js";
import { bodyMesh } from "./body-mesh.js";
import { MARKS, WIDTH, distance, stepped, strokeGroup, trace } from "./body-strokes.js";

export const MOST_STROKES = 80;
const ERASER = 24; // view units from the eraser to the middle of a stroke
const TOAST_MS = 10000;

class PainDrawing {
  constructor(host, mesh) {
    this.host = host;
    this.mesh = mesh;
    this.field = host.querySelector("input[name=drawing]");
    this.figure = this.one("[data-figure]");
    this.closer = this.one("[data-closer]");
    this.strokes = this.read();
    this.charts = new Map();
    for (const svg of host.querySelectorAll("svg[data-view]")) {
      const key = svg.dataset.view;
      const view = key === "closer" ? this.closer.options[1].value : key;
      this.charts.set(key, new BodyChart(svg, mesh, { view, figure: this.figure.value }));
    }
    this.past = [];
    this.erasing = false;
    this.active = null;
    this.listen();
    this.show("front");
    this.paint();
    this.one("[data-canvas]").hidden = false;
    this.one("[data-list]").open = host.querySelector("[data-region]") !== null;
  }

  read() {
    const list = JSON.parse(this.field.value || "[]"); // the server wrote it
    return list.filter((s) => s.mesh === this.mesh.name && MARKS[s.kind] && s.points?.length);
  }

  one(selector) {
    return this.host.querySelector(selector);
  }

  listen() {
    for (const chart of this.charts.values()) {
      const { svg } = chart;
      svg.addEventListener("pointerdown", (event) => this.begin(event, chart));
      svg.addEventListener("pointermove", (event) => this.move(event));
      for (const end of ["pointerup", "pointercancel"]) {
        svg.addEventListener(end, (event) => this.end(event));
      }
    }
    const quietly = (field, done) => field.addEventListener("change", (event) => {
      event.stopPropagation(); // choosing a pen or a picture is no answer: nothing to save
      done();
    });
    quietly(this.one("[data-kinds]"), () => this.erase(false));
    quietly(this.closer, () => this.show(this.closer.value ? "closer" : "front"));
    quietly(this.figure, () => this.stand());
    this.host.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.tab) this.show(button.dataset.tab);
      if (button.dataset.clear) this.clear(button.dataset.clear);
      if ("undo" in button.dataset) this.undo();
      if ("erase" in button.dataset) this.erase(!this.erasing);
    });
  }

  /** On the figure that is chosen; with what is drawn, the choice is kept. */
  stand() {
    const figure = this.figure.value;
    for (const chart of this.charts.values()) chart.show(chart.view, figure);
    if (!this.strokes.length) return;
    this.strokes = this.strokes.map((stroke) => ({ ...stroke, figure }));
    this.send();
  }

  show(view) {
    if (view === "closer") {
      const chart = this.charts.get("closer");
      chart.show(this.closer.value);
      this.one("[data-closer-label]").textContent = chart.about.label;
    } else this.closer.value = "";
    for (const [key, { svg }] of this.charts) {
      this.one(`[data-tab=${key}]`)?.setAttribute("aria-pressed", String(key === view));
      svg.closest("figure").classList.toggle("is-current", key === view);
      this.one(`[data-clear=${key}]`).classList.toggle("is-current", key === view);
    }
    this.tell();
  }

  begin(event, chart) {
    if (this.active || event.button !== 0) return;
    event.preventDefault();
    const kind = this.one("[data-kinds] input:checked")?.value;
    if (!this.erasing && this.strokes.length >= MOST_STROKES) {
      this.say(`${MOST_STROKES} strokes are drawn, more cannot be kept. Erase one first.`);
      return;
    }
    chart.svg.setPointerCapture(event.pointerId);
    const group = this.erasing ? null : strokeGroup(chart.layers.strokes, kind);
    this.active = { id: event.pointerId, chart, kind, group, spots: [], before: this.strokes };
    this.move(event);
  }

  move(event) {
    const stroke = this.active;
    if (!stroke || event.pointerId !== stroke.id) return;
    const seen = event.getCoalescedEvents?.() ?? [];
    for (const one of seen.length ? seen : [event]) stroke.spots.push(stroke.chart.spot(one));
    if (stroke.group) trace(stroke.group, stroke.kind, [stroke.spots], WIDTH);
    else this.rub(stroke);
  }

  end(event) {
    const stroke = this.active;
    if (!stroke || event.pointerId !== stroke.id) return;
    this.active = null;
    const kept = stroke.group && this.kept(stroke);
    if (kept?.points.length) this.strokes = [...this.strokes, kept];
    if (this.strokes !== stroke.before) this.changed(stroke.before);
    else this.paint();
    if (kept && !kept.points.length) this.say("That was beside the figure. Draw on the body.");
  }

  /** The stroke as places of the skin; what is beside the figure is left out. */
  kept({ chart, kind, spots }) {
    const points = stepped(spots).map((spot) => chart.under(spot)).filter(Boolean);
    const width = Math.max(1, Math.round(WIDTH / chart.scale));
    return { kind, width, points, mesh: this.mesh.name, figure: this.figure.value };
  }

  rub({ chart, spots }) {
    const [from, to] = [spots.at(-2) ?? spots[0], spots.at(-1)];
    const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 8) || 1;
    const rubber = Array.from({ length: steps + 1 }, (_, step) =>
      [0, 1].map((axis) => from[axis] + ((to[axis] - from[axis]) * step) / steps));
    const touched = (stroke) => chart.lines(stroke).some((line) => line.some((spot, i) =>
      rubber.some((at) => distance(at, line[Math.max(0, i - 1)], spot) < ERASER)));
    const left = this.strokes.filter((stroke) => !touched(stroke));
    if (left.length === this.strokes.length) return;
    this.strokes = left;
    this.paint();
  }

  erase(on) {
    this.erasing = on;
    this.one("[data-erase]").setAttribute("aria-pressed", String(on));
    this.host.classList.toggle("is-erasing", on);
  }

  /** The strokes of which this picture shows at least half. */
  shownIn(chart) {
    const seen = (stroke) => stroke.points.filter((point) => chart.onPage(point)).length;
    return this.strokes.filter((stroke) => seen(stroke) * 2 >= stroke.points.length);
  }

  clear(key) {
    const [before, chart] = [this.strokes, this.charts.get(key)];
    const gone = new Set(this.shownIn(chart));
    this.strokes = before.filter((stroke) => !gone.has(stroke));
    this.changed(before);
    this.say(`${chart.about.label}: all strokes are cleared.`, true);
  }

  undo() {
    this.strokes = this.past.pop() ?? this.strokes;
    this.paint();
    this.send();
    this.say("The last step is undone.");
  }

  changed(before) {
    this.past.push(before);
    this.paint();
    this.send();
    this.say("");
  }

  send() {
    this.field.value = JSON.stringify(this.strokes);
    const regions = [...this.host.querySelectorAll("input[name=regions]")].map((i) => i.value);
    const detail = { drawing: this.strokes, regions };
    this.host.dispatchEvent(new CustomEvent("drawing:change", { bubbles: true, detail }));
  }

  /** Say it in words; with `undoable`, offer the way back beside it. */
  say(words, undoable = false) {
    const toast = this.one("[data-toast]");
    this.one("[data-says]").textContent = words;
    toast.classList.toggle("is-shown", words !== "");
    toast.querySelector("[data-undo]").hidden = !undoable;
    clearTimeout(this.timer);
    if (words) this.timer = setTimeout(() => this.say(""), TOAST_MS);
  }

  paint() {
    for (const chart of this.charts.values()) chart.strokes(this.strokes);
    this.tell();
    this.one(".pain-tools [data-undo]").disabled = !this.past.length;
  }

  /** How much is drawn in each picture, in numbers and for those who cannot see it. */
  tell() {
    for (const [key, chart] of this.charts) {
      const number = this.shownIn(chart).length;
      chart.svg.setAttribute("aria-label", `${chart.about.label}: ${number || "nothing"} drawn`);
      const count = this.one(`[data-count=${key}]`);
      if (count) count.textContent = number || "";
      this.one(`[data-clear=${key}]`).disabled = !number;
    }
  }
}

const awake = new WeakSet();

/** On whom it was drawn last. */
function figureDrawn(host) {
  const strokes = JSON.parse(host.querySelector("input[name=drawing]").value || "[]");
  return strokes.findLast((stroke) => stroke.figure)?.figure;
}

async function wake() {
  const hosts = [...document.querySelectorAll("[data-pain-drawing]")].filter((one) => !awake.has(one));
  for (const host of hosts) awake.add(host);
  if (!hosts.length) return;
  const mesh = await bodyMesh();
  for (const host of hosts) {
    const figure = host.querySelector("[data-figure]");
    figure.value = figureDrawn(host) ?? figure.value;
    await mesh.know(figure.value);
    new PainDrawing(host, mesh);
  }
}

if (typeof document !== "undefined") {
  wake();
  document.addEventListener("htmx:load", wake);
}

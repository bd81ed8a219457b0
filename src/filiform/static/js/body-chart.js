/* One picture of the body: shows a view of a figure, says what lies under a finger, draws on it.
 *
 * A place is [face, first, second] of the mesh (see body-mesh.js), never pixels, so whatever is
 * drawn in one view is shown in every view and figure that sees it.
 *
 *   const chart = new BodyChart(svg, await bodyMesh(), { view: "front", figure: "female" });
 *   chart.show("back", "male")          another view or figure; what is drawn comes along
 *   chart.spot(event) -> [x, y]         the pointer in view units
 *   chart.place(event) -> {point, mesh, region, zones} or null beside the figure
 *   chart.strokes([{kind, width, points, mesh}])       the patient's drawing
 *   chart.needles([{point, number, out?, label?}])     hairlines with their number
 *   chart.light(["calf:left"])  chart.hatch(["low_back:left"])   regions; [] for none
 *   chart.hazards(["pleura"])           the very faces of some zones, as a soft red; [] for none
 *
 * To place needles, put [data-body-chart] around templates/_components/body_chart.html. Its script
 * is this file. Each tap sends `body:place` from the host: detail {point: [face, first, second],
 * mesh, region: "calf:left", zones: ["sciatic_nerve"], view, figure}; a tap beside the figure sends
 * nothing. An arrow key moves the last point by a step (with Shift by a small one) and sends the
 * same with `moved`. The host's property `bodyChart` is the chart once `body:ready` was sent, and
 * `turnTo(point)` shows the view that looks most straight at a point, from which arrows go on. CSS:
 * css/body-chart.css. Hatched regions still send `body:place`: the page decides what it refuses.
 */

import { FIGURES, bodyMesh } from "./body-mesh.js";
import { add, runs, strokeGroup, trace } from "./body-strokes.js";

const PICTURES = new URL("../img/body/", import.meta.url);
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const [STEP, SMALL_STEP] = [14, 4]; // view units of the whole body
const NEEDLE = [26, -46]; // view units from the skin to the needle's number
let charts = 0;

/** Path data of each region in a picture, by "calf:left"; read when first asked for. */
const outlines = new Map();
function outlinesOf(picture) {
  if (!outlines.has(picture)) {
    outlines.set(picture, fetch(picture.replace(/svg$/, "json")).then((answer) => answer.json()));
  }
  return outlines.get(picture);
}

const otherSide = (key) => key.replace(/left$|right$/, (side) => (side === "left" ? "right" : "left"));

export class BodyChart {
  constructor(svg, mesh, { view = "front", figure = "female" } = {}) {
    Object.assign(this, { svg, mesh, lit: [], hatched: [], drawn: [], placed: [], feared: [] });
    this.number = (charts += 1);
    svg.replaceChildren();
    const pattern = add(add(svg, "defs"), "pattern", {
      id: `body-hatch-${this.number}`, width: 10, height: 10,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
    });
    add(pattern, "path", { d: "M0 0V10", class: "body-hatch-line" });
    this.image = add(svg, "image", { class: "body-picture" });
    this.layers = {};
    for (const name of ["hazards", "regions", "strokes", "needles"]) {
      this.layers[name] = add(svg, "g", { class: `body-${name}-layer`, "data-layer": name });
    }
    this.show(view, figure);
  }

  get about() {
    return this.mesh.views[this.view];
  }

  /** How much larger this view shows things than the view of the whole body. */
  get scale() {
    return this.mesh.scale(this.view, this.figure);
  }

  get picture() {
    return new URL(`${this.figure}-${this.about.picture}.svg`, PICTURES).href;
  }

  /** The man comes a moment later when he is shown first. */
  show(view, figure = this.wanted) {
    if (!this.mesh.views[view] || !FIGURES.includes(figure)) throw new Error(`no ${view} of ${figure}`);
    this.wanted = figure;
    if (!this.mesh.knows(figure)) {
      return this.mesh.know(figure).then(() => this.wanted === figure && this.show(view, figure));
    }
    Object.assign(this, { view, figure });
    const { width, height, label } = this.about;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.setAttribute("aria-label", label);
    this.svg.dataset.shows = `${figure} ${view}`;
    this.image.setAttribute("href", this.picture);
    for (const [name, value] of Object.entries({ width, height })) this.image.setAttribute(name, value);
    if (this.isMirrored) this.image.setAttribute("transform", `translate(${width} 0) scale(-1 1)`);
    else this.image.removeAttribute("transform");
    this.hazards(this.feared);
    this.strokes(this.drawn);
    this.needles(this.placed);
    return this.paintRegions();
  }

  get isMirrored() {
    return this.about.picture !== this.view;
  }

  spot(event) {
    const box = this.svg.getBoundingClientRect();
    const { width, height } = this.about;
    const share = (value, from, size) => Math.max(0, Math.min(1, (value - from) / size));
    return [
      share(event.clientX, box.left, box.width) * width,
      share(event.clientY, box.top, box.height) * height,
    ];
  }

  under([x, y]) {
    return this.mesh.under(x, y, this.view, this.figure);
  }

  onPage(point) {
    return this.mesh.onPage(point, this.view, this.figure);
  }

  /** What lies under the pointer, or null beside the figure. */
  place(event) {
    return this.told(this.under(this.spot(event)));
  }

  /** All that is known of a point; null of none. */
  told(point) {
    if (!point) return null;
    const { mesh, view, figure } = this;
    return { point, mesh: mesh.name, region: mesh.region(point[0]), zones: mesh.zones(point[0]), view, figure };
  }

  /** The lines in which this view shows a stroke. */
  lines(stroke) {
    return runs(stroke.points.map((point) => this.onPage(point)));
  }

  strokes(list) {
    this.drawn = list.filter((stroke) => stroke.mesh === this.mesh.name);
    this.layers.strokes.replaceChildren();
    for (const stroke of this.drawn) {
      const lines = this.lines(stroke);
      if (!lines.length) continue;
      trace(strokeGroup(this.layers.strokes, stroke.kind), stroke.kind, lines, stroke.width * this.scale);
    }
  }

  /** Needles as hairlines; one that is out is drawn paler. A needle not seen here is not drawn. */
  needles(list) {
    this.placed = list;
    this.layers.needles.replaceChildren();
    for (const { point, number, out = false, label = "" } of list) {
      const at = this.onPage(point);
      if (!at) continue;
      const [dx, dy] = [at[0] > this.about.width - 60 ? -NEEDLE[0] : NEEDLE[0], at[1] < 70 ? -NEEDLE[1] : NEEDLE[1]];
      const group = add(this.layers.needles, "g", {
        class: `body-needle${out ? " is-out" : ""}`, "data-needle": number,
        transform: `translate(${at.map((value) => value.toFixed(1)).join(" ")})`,
      });
      add(group, "title").textContent = label || `Needle ${number}`;
      add(group, "path", { class: "body-needle-line", d: `M0 0L${dx} ${dy}` });
      add(group, "circle", { class: "body-needle-tip", r: 3.5 });
      add(group, "circle", { class: "body-needle-head", cx: dx, cy: dy, r: 15 });
      add(group, "text", { x: dx, y: dy + 6.5 }).textContent = String(number);
    }
  }

  hazards(zones) {
    this.feared = zones;
    this.layers.hazards.replaceChildren();
    for (const zone of zones) {
      const d = this.mesh.outline(this.view, this.figure, zone);
      if (d) add(this.layers.hazards, "path", { d, class: "body-hazard", "data-zone": zone });
    }
  }

  light(keys) {
    this.lit = keys;
    return this.paintRegions();
  }

  hatch(keys) {
    this.hatched = keys;
    return this.paintRegions();
  }

  async paintRegions() {
    const wanted = [...this.hatched.map((key) => [key, true]), ...this.lit.map((key) => [key, false])];
    const asked = (this.asked = (this.asked ?? 0) + 1);
    const paths = wanted.length ? await outlinesOf(this.picture) : {};
    if (asked !== this.asked) return; // another view is shown by now
    this.layers.regions.replaceChildren();
    const { width } = this.about;
    const turn = this.isMirrored ? { transform: `translate(${width} 0) scale(-1 1)` } : {};
    for (const [key, hatched] of wanted) {
      const d = paths[this.isMirrored ? otherSide(key) : key];
      if (!d) continue;
      const fill = hatched ? { fill: `url(#body-hatch-${this.number})` } : {};
      const name = hatched ? "body-region-hatched" : "body-region-lit";
      add(this.layers.regions, "path", { d, class: name, "data-region": key, ...turn, ...fill });
    }
  }
}

/** The chart to place on: its tabs, its closer views, its figure. */
class PlaceHost {
  constructor(host, mesh) {
    this.host = host;
    const figure = host.querySelector("[data-figure]");
    const svg = host.querySelector("svg[data-surface]");
    this.chart = new BodyChart(svg, mesh, { view: "front", figure: figure.value });
    host.bodyChart = this.chart;
    svg.addEventListener("click", (event) => this.tap(event));
    svg.addEventListener("keydown", (event) => this.key(event));
    host.turnTo = (point) => this.turnTo(point);
    host.addEventListener("click", (event) => {
      const tab = event.target.closest("[data-tab]");
      if (tab) this.show(tab.dataset.tab);
    });
    const closer = host.querySelector("[data-closer]");
    closer.addEventListener("change", () => closer.value && this.show(closer.value));
    figure.addEventListener("change", () => this.chart.show(this.chart.view, figure.value));
    this.show("front");
    host.dispatchEvent(new CustomEvent("body:ready", { bubbles: true }));
  }

  show(view) {
    this.chart.show(view);
    for (const tab of this.host.querySelectorAll("[data-tab]")) {
      tab.setAttribute("aria-pressed", String(tab.dataset.tab === view));
    }
    const closer = this.host.querySelector("[data-closer]");
    closer.value = [...closer.options].some((option) => option.value === view) ? view : "";
    const { at_left, at_right } = this.chart.about;
    this.host.querySelector("[data-at-left]").textContent = at_left;
    this.host.querySelector("[data-at-right]").textContent = at_right;
  }

  tap(event) {
    this.tell(this.chart.place(event));
  }

  tell(detail) {
    if (!detail) return;
    this.point = detail.point;
    this.host.dispatchEvent(new CustomEvent("body:place", { bubbles: true, detail }));
  }

  turnTo(point) {
    this.show(this.chart.mesh.straightest(point, this.chart.figure));
    this.point = point;
  }

  /** An arrow moves the point; the first one begins in the middle of the picture. */
  key(event) {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { chart } = this;
    const step = (event.shiftKey ? SMALL_STEP : STEP) * chart.scale;
    const at = this.point && chart.onPage(this.point);
    const next = at ? chart.under(at.map((value, axis) => value + step * arrow[axis])) : this.middle();
    this.tell(next && { ...chart.told(next), moved: true });
  }

  /** A point of the skin near the middle of what is shown. */
  middle() {
    const { width, height } = this.chart.about;
    const shares = [0.5, 0.4, 0.3, 0.6, 0.2].flatMap((down) => [0.5, 0.45, 0.4, 0.6].map((across) => [across * width, down * height]));
    return shares.map((spot) => this.chart.under(spot)).find(Boolean) ?? null;
  }
}

const awake = new WeakSet();

async function wake() {
  const hosts = [...document.querySelectorAll("[data-body-chart]")].filter((host) => !awake.has(host));
  for (const host of hosts) awake.add(host);
  if (!hosts.length) return;
  const mesh = await bodyMesh();
  for (const host of hosts) {
    await mesh.know(host.querySelector("[data-figure]").value);
    new PlaceHost(host, mesh);
  }
}

if (typeof document !== "undefined") {
  wake();
  document.addEventListener("htmx:load", wake);
}

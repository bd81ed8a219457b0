/* How does a patient draw where it hurts? Strokes over four views of the body, kept as JSON.
 *
 * The host is [data-pain-drawing] (templates/_components/pain_drawing.html). Its hidden input
 * `drawing` holds [{view, kind, points: [[x, y], ...]}], x and y whole numbers 0..1000 of the
 * view's width and height. Every change sends `drawing:change` {drawing, regions} from the host.
 * `along` and `markPath` are mirrored by web/templatetags/drawing.py: change both or neither.
 */

export const MOST_STROKES = 80;
export const MOST_POINTS = 120;
const SCALE = 1000;
const THIN = 3; // view units a stroke may be moved by thinning
const ERASER = 24; // view units from the eraser to the middle of a stroke
const TOAST_MS = 10000;
const SVG = "http://www.w3.org/2000/svg";
/** What stands along a stroke: the shape of a mark from its middle, and the gap between marks. */
const MARKS = {
  sharp: ["m-10-10l20 20m0-20l-20 20", 36],
  dull: ["m-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0", 38],
  numb: ["h.01", 24],
  throbbing: ["m-6 12l12-24", 26],
  burning: ["m-11-5h22m-22 10h22", 38],
};

/** How far a point lies from the piece of line a-b. */
export function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

/** Ramer-Douglas-Peucker without recursion: the points that matter. */
export function thin(points, tolerance) {
  const kept = new Set([0, points.length - 1]);
  const spans = [[0, points.length - 1]];
  while (spans.length) {
    const [first, last] = spans.pop();
    let [worst, farthest] = [tolerance, 0];
    for (let i = first + 1; i < last; i += 1) {
      const off = distance(points[i], points[first], points[last]);
      if (off > worst) [worst, farthest] = [off, i];
    }
    if (!farthest) continue;
    kept.add(farthest);
    spans.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, index) => kept.has(index));
}

/** Spots along a line, `gap` apart; a spot too near an earlier one is left out. */
export function along(points, gap) {
  const spots = [points[0]];
  let next = gap;
  for (let i = 1; i < points.length; i += 1) {
    const [ax, ay] = points[i - 1];
    const [bx, by] = points[i];
    const run = Math.hypot(bx - ax, by - ay);
    for (; next <= run; next += gap) {
      const spot = [ax + ((bx - ax) * next) / run, ay + ((by - ay) * next) / run];
      if (spots.every(([x, y]) => Math.hypot(spot[0] - x, spot[1] - y) > gap * 0.8)) {
        spots.push(spot);
      }
    }
    next -= run;
  }
  return spots;
}

/** Path data of the marks of one stroke, in view units. */
export function markPath(kind, points) {
  const [shape, gap] = MARKS[kind];
  const spots = along(points, gap);
  return spots.map(([x, y]) => `M${Math.round(x)} ${Math.round(y)}${shape}`).join("");
}

function bandPath(points) {
  return `M${points.map((point) => point.join(" ")).join("L")}${points.length > 1 ? "" : "h.01"}`;
}

class PainDrawing {
  constructor(host) {
    this.host = host;
    this.field = host.querySelector("input[name=drawing]");
    const surfaces = [...host.querySelectorAll("svg[data-view]")];
    this.views = new Map(surfaces.map((svg) => [svg.dataset.view, svg]));
    this.strokes = this.read();
    this.past = [];
    this.erasing = false;
    this.active = null;
    this.listen();
    this.show("front");
    this.paint();
    host.querySelector("[data-canvas]").hidden = false;
    host.querySelector("[data-list]").open = host.querySelector("[data-region]") !== null;
  }

  read() {
    const list = JSON.parse(this.field.value || "[]"); // the server wrote it
    return list.filter((s) => this.views.has(s.view) && MARKS[s.kind] && s.points?.length);
  }

  one(selector) {
    return this.host.querySelector(selector);
  }

  listen() {
    for (const [view, svg] of this.views) {
      svg.addEventListener("pointerdown", (event) => this.begin(event, view, svg));
      svg.addEventListener("pointermove", (event) => this.move(event));
      for (const end of ["pointerup", "pointercancel"]) {
        svg.addEventListener(end, (event) => this.end(event));
      }
    }
    this.one("[data-kinds]").addEventListener("change", (event) => {
      event.stopPropagation(); // choosing a pen is no answer: nothing to save
      this.erase(false);
    });
    this.host.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.tab) this.show(button.dataset.tab);
      if (button.dataset.clear) this.clear(button.dataset.clear);
      if ("undo" in button.dataset) this.undo();
      if ("erase" in button.dataset) this.erase(!this.erasing);
    });
  }

  show(view) {
    for (const [key, svg] of this.views) {
      this.one(`[data-tab=${key}]`).setAttribute("aria-pressed", String(key === view));
      svg.closest("figure").classList.toggle("is-current", key === view);
      this.one(`[data-clear=${key}]`).classList.toggle("is-current", key === view);
    }
  }

  /** Where the pointer is, in view units. */
  spot(event, svg) {
    const box = svg.getBoundingClientRect();
    const { width, height } = svg.viewBox.baseVal;
    const share = (value, from, size) => Math.max(0, Math.min(1, (value - from) / size));
    const x = share(event.clientX, box.left, box.width) * width;
    return [x, share(event.clientY, box.top, box.height) * height];
  }

  begin(event, view, svg) {
    if (this.active || event.button !== 0) return;
    event.preventDefault();
    const kind = this.one("[data-kinds] input:checked")?.value;
    if (!this.erasing && this.strokes.length >= MOST_STROKES) {
      this.say(`${MOST_STROKES} strokes are drawn, more cannot be kept. Erase one first.`);
      return;
    }
    svg.setPointerCapture(event.pointerId);
    const group = this.erasing ? null : this.group(svg, kind);
    const before = this.strokes;
    this.active = { id: event.pointerId, view, svg, kind, group, points: [], before };
    this.move(event);
  }

  move(event) {
    const stroke = this.active;
    if (!stroke || event.pointerId !== stroke.id) return;
    const seen = event.getCoalescedEvents?.() ?? [];
    for (const one of seen.length ? seen : [event]) stroke.points.push(this.spot(one, stroke.svg));
    if (stroke.group) this.trace(stroke.group, stroke.kind, stroke.points);
    else this.rub(stroke);
  }

  end(event) {
    const stroke = this.active;
    if (!stroke || event.pointerId !== stroke.id) return;
    this.active = null;
    if (stroke.group) this.strokes = [...this.strokes, this.thinned(stroke)];
    if (this.strokes !== stroke.before) this.changed(stroke.before);
  }

  thinned({ view, kind, points, svg }) {
    const { width, height } = svg.viewBox.baseVal;
    let kept = points;
    for (let off = THIN; off === THIN || kept.length > MOST_POINTS; off *= 1.5) kept = thin(points, off);
    const whole = (value, size) => Math.round((value / size) * SCALE);
    return { view, kind, points: kept.map(([x, y]) => [whole(x, width), whole(y, height)]) };
  }

  /** A stroke's points in view units. */
  placed(stroke) {
    const { width, height } = this.views.get(stroke.view).viewBox.baseVal;
    return stroke.points.map(([x, y]) => [(x * width) / SCALE, (y * height) / SCALE]);
  }

  rub({ view, points }) {
    const [from, to] = [points.at(-2) ?? points[0], points.at(-1)];
    const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 8) || 1;
    const touched = (stroke) => {
      const line = this.placed(stroke);
      for (let step = 0; step <= steps; step += 1) {
        const share = step / steps;
        const rubber = [0, 1].map((axis) => from[axis] + (to[axis] - from[axis]) * share);
        if (line.some((p, i) => distance(rubber, line[Math.max(0, i - 1)], p) < ERASER)) return true;
      }
      return false;
    };
    const left = this.strokes.filter((stroke) => stroke.view !== view || !touched(stroke));
    if (left.length === this.strokes.length) return;
    this.strokes = left;
    this.paint();
  }

  erase(on) {
    this.erasing = on;
    this.one("[data-erase]").setAttribute("aria-pressed", String(on));
    this.host.classList.toggle("is-erasing", on);
  }

  clear(view) {
    const before = this.strokes;
    this.strokes = before.filter((stroke) => stroke.view !== view);
    this.changed(before);
    this.say(`${this.views.get(view).dataset.label}: all strokes are cleared.`, true);
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

  group(svg, kind) {
    const add = (parent, tag, names) => {
      const child = parent.appendChild(document.createElementNS(SVG, tag));
      child.setAttribute("class", names);
      return child;
    };
    const group = add(svg.querySelector("[data-strokes]"), "g", `pain-stroke pain-stroke-${kind}`);
    for (const part of ["halo", "band", "marks"]) add(group, "path", `pain-${part}`);
    return group;
  }

  trace(group, kind, points) {
    const [halo, band, marks] = group.children;
    halo.setAttribute("d", bandPath(points));
    band.setAttribute("d", bandPath(points));
    marks.setAttribute("d", markPath(kind, points));
  }

  paint() {
    for (const [view, svg] of this.views) {
      svg.querySelector("[data-strokes]").replaceChildren();
      const here = this.strokes.filter((stroke) => stroke.view === view);
      for (const stroke of here) {
        this.trace(this.group(svg, stroke.kind), stroke.kind, this.placed(stroke));
      }
      svg.setAttribute("aria-label", `${svg.dataset.label}: ${here.length || "nothing"} drawn`);
      this.one(`[data-count=${view}]`).textContent = here.length || "";
      this.one(`[data-clear=${view}]`).disabled = !here.length;
    }
    this.one(".pain-tools [data-undo]").disabled = !this.past.length;
  }
}

const awake = new WeakSet();

function wake() {
  const hosts = [...document.querySelectorAll("[data-pain-drawing]")];
  for (const host of hosts.filter((one) => !awake.has(one))) {
    awake.add(host);
    new PainDrawing(host);
  }
}

if (typeof document !== "undefined") {
  wake();
  document.addEventListener("htmx:load", wake);
}

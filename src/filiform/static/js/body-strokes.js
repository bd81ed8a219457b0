/* How does a stroke of the patient become lines on a picture, and a line become a stroke?
 *
 * `along`, `runs` and the marks are mirrored by web/templatetags/drawing.py: change both or neither.
 */

export const MOST_POINTS = 120;
export const WIDTH = 40; // view units of a stroke, in the view in which it is drawn
const SPACING = 10; // view units between two kept points of a stroke
const GAP = 64; // view units between two points that are no longer one line
const SVG = "http://www.w3.org/2000/svg";
/** What stands along a stroke: the shape of a mark from its middle, and the gap between marks. */
export const MARKS = {
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

/** The same line in even steps: at most MOST_POINTS spots, its two ends among them. */
export function stepped(points) {
  let length = 0;
  for (let i = 1; i < points.length; i += 1) {
    length += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
  }
  const step = Math.max(SPACING, length / (MOST_POINTS - 2));
  const spots = [points[0]];
  let next = step;
  for (let i = 1; i < points.length; i += 1) {
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
    const run = Math.hypot(bx - ax, by - ay);
    for (; next <= run; next += step) {
      spots.push([ax + ((bx - ax) * next) / run, ay + ((by - ay) * next) / run]);
    }
    next -= run;
  }
  if (length > 0) spots.push(points.at(-1));
  return spots.slice(0, MOST_POINTS);
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

/** The lines in which a view shows a stroke's spots: broken where it is not seen, or leaps. */
export function runs(spots) {
  const lines = [];
  let last = null;
  for (const spot of spots) {
    if (spot && last && Math.hypot(spot[0] - last[0], spot[1] - last[1]) <= GAP) lines.at(-1).push(spot);
    else if (spot) lines.push([spot]);
    last = spot;
  }
  return lines;
}

/** Path data of the marks of some lines, in view units. */
export function markPath(kind, lines) {
  const [shape, gap] = MARKS[kind];
  const spots = lines.flatMap((line) => along(line, gap));
  return spots.map(([x, y]) => `M${Math.round(x)} ${Math.round(y)}${shape}`).join("");
}

export function bandPath(lines) {
  const tenth = (value) => Math.round(value * 10) / 10;
  const line = (points) => points.map((point) => point.map(tenth).join(" ")).join("L");
  return lines.map((points) => `M${line(points)}${points.length > 1 ? "" : "h.01"}`).join("");
}

/** Draws lines of a kind of pain into a group that `strokeGroup` made. */
export function trace(group, kind, lines, width) {
  const [halo, band, marks] = group.children;
  for (const part of [halo, band]) {
    part.setAttribute("d", bandPath(lines));
    part.setAttribute("stroke-width", String(width));
  }
  marks.setAttribute("d", markPath(kind, lines));
}

export function add(parent, tag, attributes = {}) {
  const child = parent.appendChild(document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) child.setAttribute(name, value);
  return child;
}

export function strokeGroup(layer, kind) {
  const group = add(layer, "g", { class: `pain-stroke pain-stroke-${kind}` });
  for (const part of ["halo", "band", "marks"]) add(group, "path", { class: `pain-${part}` });
  return group;
}

/* Where on the skin is a spot of a picture, and where in a picture is a place of the skin?
 *
 * `await bodyMesh()` reads ../img/body/mesh.json once; knowledge/meshfile.py unpacks the same file.
 * A point is [face, first, second]: weights of the first two corners in millionths.
 *   mesh.under(x, y, view, figure)   the point of the nearest skin, or null beside the figure
 *   mesh.onPage(point, view, figure) [x, y] in the view's units, or null where it is not seen
 *   mesh.region(face)                "calf:left"        mesh.zones(face) ["pleura", ...]
 *   mesh.outline(view, figure, zone) path data of a zone's faces
 *   mesh.scale(view, figure)         how much larger the view shows things than the whole body
 *   mesh.centre(region, side)        the point in the middle of "calf" on a side
 *   mesh.straightest(point, figure)  the view that looks most straight at it
 */

const FILE = new URL("../img/body/mesh.json", import.meta.url);
export const WHOLE = 1_000_000;
export const FIGURES = ["female", "male"];
export const WHOLE_BODY = ["front", "back", "left", "right"];

/** [value, how often, ...] as the values themselves. */
export function spread(runs) {
  const out = [];
  for (let i = 0; i < runs.length; i += 2) {
    for (let n = runs[i + 1]; n > 0; n -= 1) out.push(runs[i]);
  }
  return out;
}

/** Each code is 0 for the next new vertex, else how far back from the known ones it is. */
function corners(codes) {
  let known = 0;
  return codes.map((code) => (code ? known - code : known++));
}

/** Vertices of the left half, from what each differs from a guess by its quad. */
function places(steps, flat, count) {
  const out = new Array(count).fill(null);
  for (let q = 0; q < flat.length; q += 4) {
    for (let k = 0; k < 4; k += 1) {
      const vertex = flat[q + k];
      if (out[vertex]) continue;
      const [after, across, before] = [1, 2, 3].map((step) => out[flat[q + ((k + step) % 4)]]);
      const last = vertex ? out[vertex - 1] : null;
      const guess = after && across && before
        ? after.map((value, axis) => value + before[axis] - across[axis])
        : before ?? after ?? across ?? last ?? [0, 0, 0];
      out[vertex] = guess.map((value, axis) => value + steps[axis * count + vertex]);
    }
  }
  return out;
}

export class BodyMesh {
  constructor(plain) {
    this.name = plain.mesh;
    this.views = plain.views;
    this.regionKeys = plain.regions;
    this.zoneKeys = plain.zones;
    this.middle = new Set(plain.middle);
    this.pages = new Map();
    this.unpack(plain);
  }

  unpack(plain) {
    const flat = corners(plain.corners);
    const count = Math.max(...flat) + 1;
    const half = flat.length / 4;
    let last = -1;
    const left = spread(plain.left).map((step) => (last += step));
    const right = spread(plain.right).map((step, i) => left[i] + step);
    const first = spread(plain.first);
    this.order = [...left, ...right];
    this.corners = new Int32Array(half * 8);
    this.regionOf = new Int16Array(half * 2);
    this.zonesOf = new Int32Array(half * 2);
    this.isLeft = new Uint8Array(half * 2);
    const [region, zone] = [spread(plain.region), spread(plain.zone)];
    for (let i = 0; i < half; i += 1) {
      const row = flat.slice(4 * i, 4 * i + 4);
      const backwards = [row[0], row[3], row[2], row[1]];
      this.isLeft[left[i]] = 1;
      for (const quad of [left[i], right[i]]) {
        this.regionOf[quad] = region[i];
        this.zonesOf[quad] = zone[i];
      }
      for (let k = 0; k < 4; k += 1) {
        this.corners[4 * left[i] + k] = row[k];
        this.corners[4 * right[i] + k] = count + backwards[(k + 4 - first[i]) % 4];
      }
    }
    const female = places(plain.bodies.female, flat, count);
    const more = places(plain.bodies.male, flat, count);
    const male = female.map((place, v) => place.map((value, axis) => value + more[v][axis]));
    const both = (one) => [...one, ...one.map(([x, y, z]) => [-x, y, z])];
    this.places = { female: both(female), male: both(male) };
  }

  /** Which quads the view shows something of, by number. */
  seen(key) {
    const lengths = this.views[this.views[key].picture].seen;
    let bits = spread(lengths.flatMap((often, k) => [k % 2, often]));
    if (this.views[key].picture !== key) {
      const half = bits.length / 2;
      bits = [...bits.slice(half), ...bits.slice(0, half)];
    }
    return new Set(this.order.filter((_, i) => bits[i]));
  }

  /** A view of a figure, projected: where each vertex is on the page, and how near the eye. */
  page(key, figure) {
    const name = `${key} ${figure}`;
    if (!this.pages.has(name)) {
      const view = this.views[key];
      const [across, down, sight, side] = view.axes;
      const [fx, ox, fy, oy] = view[figure];
      const all = this.places[figure];
      this.pages.set(name, {
        x: Float64Array.from(all, (place) => fx * place[across] + ox),
        y: Float64Array.from(all, (place) => fy * place[down] + oy),
        near: Float64Array.from(all, (place) => side * place[sight]),
        seen: this.seen(key),
      });
    }
    return this.pages.get(name);
  }

  /** The three vertices of a face, in the order of a point's weights. */
  triangle(face) {
    const at = 4 * (face >> 1);
    return [0, 1 + (face & 1), 2 + (face & 1)].map((k) => this.corners[at + k]);
  }

  /** The view's triangles one after another: x, y and nearness of each corner. */
  triangles(key, figure) {
    const page = this.page(key, figure);
    if (!page.flat) {
      page.faces = Int32Array.from([...page.seen].flatMap((quad) => [2 * quad, 2 * quad + 1]));
      page.flat = new Float64Array(page.faces.length * 9);
      page.faces.forEach((face, i) => {
        this.triangle(face).forEach((vertex, k) => {
          page.flat.set([page.x[vertex], page.y[vertex], page.near[vertex]], 9 * i + 3 * k);
        });
      });
    }
    return page;
  }

  under(x, y, key, figure) {
    const { faces, flat } = this.triangles(key, figure);
    let [nearest, found] = [-Infinity, null];
    for (let i = 0, at = 0; i < faces.length; i += 1, at += 9) {
      const ax = flat[at] - x;
      const bx = flat[at + 3] - x;
      const cx = flat[at + 6] - x;
      if ((ax > 0 && bx > 0 && cx > 0) || (ax < 0 && bx < 0 && cx < 0)) continue;
      const ay = flat[at + 1] - y;
      const by = flat[at + 4] - y;
      const cy = flat[at + 7] - y;
      const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
      const first = (bx * cy - cx * by) / area;
      const second = (cx * ay - ax * cy) / area;
      const third = 1 - first - second;
      if (!(first >= 0 && second >= 0 && third >= 0)) continue;
      const near = first * flat[at + 2] + second * flat[at + 5] + third * flat[at + 8];
      if (near > nearest) [nearest, found] = [near, [faces[i], first, second]];
    }
    if (!found) return null;
    const one = Math.round(found[1] * WHOLE) || 0; // never -0
    return [found[0], one, Math.min(Math.round(found[2] * WHOLE), WHOLE - one) || 0];
  }

  onPage([face, first, second], key, figure) {
    const page = this.page(key, figure);
    if (!page.seen.has(face >> 1)) return null;
    const [a, b, c] = this.triangle(face);
    const mix = (of) => (first * of[a] + second * of[b] + (WHOLE - first - second) * of[c]) / WHOLE;
    return [mix(page.x), mix(page.y)];
  }

  /** Path data of the quads of a zone that a view sees, each by itself. */
  outline(key, figure, zone) {
    const page = this.page(key, figure);
    const bit = this.zoneKeys.indexOf(zone);
    const corner = (v) => `${page.x[v].toFixed(1)} ${page.y[v].toFixed(1)}`;
    const quads = [...page.seen].filter((quad) => bit >= 0 && (this.zonesOf[quad] >> bit) & 1);
    return quads.map((quad) => {
      const [first, ...others] = this.corners.subarray(4 * quad, 4 * quad + 4);
      return `M${corner(first)}${others.map((v) => `L${corner(v)}`).join("")}Z`;
    }).join("");
  }

  region(face) {
    const quad = face >> 1;
    const key = this.regionKeys[this.regionOf[quad]];
    if (this.middle.has(key)) return `${key}:middle`;
    return `${key}:${this.half(face)}`;
  }

  half(face) {
    return this.isLeft[face >> 1] ? "left" : "right";
  }

  zones(face) {
    return this.zoneKeys.filter((_, n) => (this.zonesOf[face >> 1] >> n) & 1);
  }

  /** The middle of the half of a region that lies on a side; null for a region it does not know. */
  centre(region, side) {
    const wanted = this.regionKeys.indexOf(region);
    const centres = [];
    for (let quad = 0; quad < this.regionOf.length; quad += 1) {
      if (this.regionOf[quad] !== wanted || Boolean(this.isLeft[quad]) !== (side === "left")) continue;
      const four = Array.from(this.corners.subarray(4 * quad, 4 * quad + 4), (v) => this.places.female[v]);
      centres.push({ quad, at: [0, 1, 2].map((axis) => four.reduce((sum, one) => sum + one[axis], 0) / 4) });
    }
    if (!centres.length) return null;
    const mean = [0, 1, 2].map((axis) => centres.reduce((sum, { at }) => sum + at[axis], 0) / centres.length);
    const off = ({ at }) => Math.hypot(...at.map((value, axis) => value - mean[axis]));
    const { quad } = centres.reduce((best, one) => (off(one) < off(best) ? one : best));
    return [2 * quad, 333_333, 333_333];
  }

  /** A closer view only where those of the whole body look past it. */
  straightest(point, figure) {
    const seen = (view) => this.onPage(point, view, figure) !== null;
    const best = (views) => views.reduce((one, other) => (this.facing(other, point, figure) > this.facing(one, point, figure) ? other : one));
    const [whole, every] = [WHOLE_BODY.filter(seen), Object.keys(this.views).filter(seen)];
    if (!every.length) return WHOLE_BODY[0];
    const straight = best(every);
    const enough = whole.length && this.facing(best(whole), point, figure) * 2 >= this.facing(straight, point, figure);
    return enough ? best(whole) : straight;
  }

  /** How large a view shows the face of a point, whatever its scale. */
  facing(key, [face], figure) {
    const { x, y } = this.page(key, figure);
    const [a, b, c] = this.triangle(face);
    const twice = (x[b] - x[a]) * (y[c] - y[a]) - (x[c] - x[a]) * (y[b] - y[a]);
    return Math.abs(twice) / this.scale(key, figure) ** 2;
  }

  scale(key, figure) {
    return Math.abs(this.views[key][figure][2] / this.views.front[figure][2]);
  }
}

let reading = null;

/** The mesh, read once for the page. */
export function bodyMesh() {
  reading ??= fetch(FILE).then(async (answer) => {
    if (!answer.ok) throw new Error(`the body's mesh did not come: ${answer.status}`);
    return new BodyMesh(await answer.json());
  });
  return reading;
}

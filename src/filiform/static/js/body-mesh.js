/* Where on the skin is a spot of a picture, and where in a picture is a place of the skin?
 *
 * `await bodyMesh()` reads the mesh once (body-unpack.js).
 * The man lies in a file of his own: `await mesh.know("male")` before anything of him is asked.
 * A point is [face, first, second]: weights of the first two corners in millionths.
 *   mesh.under(x, y, view, figure)   the point of the nearest skin, or null beside the figure
 *   mesh.onPage(point, view, figure) [x, y] in the view's units, or null where it is not seen
 *   mesh.region(face)                "calf:left"        mesh.zones(face) ["pleura", ...]
 *   mesh.outline(view, figure, zone) path data of a zone's faces
 *   mesh.scale(view, figure)         how much larger the view shows things than the whole body
 *   mesh.centre(region, side)        the point in the middle of "calf" on a side
 *   mesh.straightest(point, figure)  the view that looks most straight at it
 */

import { corners, places, read, spread } from "./body-unpack.js";

export const WHOLE = 1_000_000;
export const FIGURES = ["female", "male"];
export const WHOLE_BODY = ["front", "back", "left", "right"];
const BACKWARDS = [0, 3, 2, 1]; // the corners of a quad as its mirror image counts them

function scaled(values, factor, offset) {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i += 1) out[i] = factor * values[i] + offset;
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
    this.sights = new Map();
    this.places = {};
    this.unpack(plain);
  }

  unpack(plain) {
    this.flat = corners(plain.corners);
    const half = this.flat.length / 4;
    const count = plain.female.length / 3;
    const [left, apart] = [spread(plain.left), spread(plain.right)];
    const [region, zone, first] = [spread(plain.region), spread(plain.zone), spread(plain.first)];
    this.order = new Int32Array(half * 2);
    this.corners = new Int32Array(half * 8);
    this.regionOf = new Int16Array(half * 2);
    this.zonesOf = new Int32Array(half * 2);
    this.isLeft = new Uint8Array(half * 2);
    for (let i = 0, quad = -1; i < half; i += 1) {
      quad += left[i];
      const mirror = quad + apart[i];
      this.order[i] = quad;
      this.order[half + i] = mirror;
      this.isLeft[quad] = 1;
      this.regionOf[quad] = this.regionOf[mirror] = region[i];
      this.zonesOf[quad] = this.zonesOf[mirror] = zone[i];
      for (let k = 0; k < 4; k += 1) {
        this.corners[4 * quad + k] = this.flat[4 * i + k];
        this.corners[4 * mirror + k] = count + this.flat[4 * i + BACKWARDS[(k + 4 - first[i]) % 4]];
      }
    }
  }

  /** Where the woman's vertices are, or the man's, who is she and what he differs from her. */
  learn({ female, male }) {
    if (female) this.places.female = places(female, this.flat);
    const more = male && places(male, this.flat);
    if (more) this.places.male = this.places.female.map((of, axis) => of.map((value, v) => value + more[axis][v]));
  }

  knows(figure) {
    return figure in this.places;
  }

  /** Reads the man's file where he is asked for the first time. */
  async know(figure) {
    if (!this.knows(figure)) this.learn(await read(figure));
  }

  /** Which quads the view shows something of: all of them, and by number whether it is one. */
  seen(key) {
    if (!this.sights.has(key)) this.sights.set(key, this.look(key));
    return this.sights.get(key);
  }

  look(key) {
    const { picture } = this.views[key];
    const bits = spread(this.views[picture].seen.flatMap((often, k) => [k % 2, often]));
    const from = picture === key ? 0 : bits.length / 2;
    const quads = this.order.filter((_, i) => bits[(i + from) % bits.length]);
    const seen = new Uint8Array(this.order.length);
    for (const quad of quads) seen[quad] = 1;
    return { quads, seen };
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
        x: scaled(all[across], fx, ox),
        y: scaled(all[down], fy, oy),
        near: scaled(all[sight], side, 0),
        ...this.seen(key),
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
      page.faces = new Int32Array(2 * page.quads.length);
      page.flat = new Float64Array(9 * page.faces.length);
      for (let i = 0, at = 0; i < page.faces.length; i += 1) {
        const quad = page.quads[i >> 1];
        page.faces[i] = 2 * quad + (i & 1);
        for (let k = 0; k < 3; k += 1, at += 3) {
          const vertex = this.corners[4 * quad + (k && k + (i & 1))];
          page.flat[at] = page.x[vertex];
          page.flat[at + 1] = page.y[vertex];
          page.flat[at + 2] = page.near[vertex];
        }
      }
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
    if (!this.seen(key).seen[face >> 1]) return null;
    const page = this.page(key, figure);
    const [a, b, c] = this.triangle(face);
    const mix = (of) => (first * of[a] + second * of[b] + (WHOLE - first - second) * of[c]) / WHOLE;
    return [mix(page.x), mix(page.y)];
  }

  /** Path data of the quads of a zone that a view sees, each by itself. */
  outline(key, figure, zone) {
    const page = this.page(key, figure);
    const bit = this.zoneKeys.indexOf(zone);
    const corner = (v) => `${page.x[v].toFixed(1)} ${page.y[v].toFixed(1)}`;
    const quads = [...page.quads].filter((quad) => bit >= 0 && (this.zonesOf[quad] >> bit) & 1);
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
      const four = Array.from(this.corners.subarray(4 * quad, 4 * quad + 4), (v) => this.places.female.map((of) => of[v]));
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

/** A tap that waits is answered in between. */
const aMoment = () => new Promise((done) => { setTimeout(done); });

async function made() {
  const plain = await read("female");
  await aMoment();
  const mesh = new BodyMesh(plain);
  await aMoment();
  mesh.learn(plain);
  await aMoment();
  return mesh;
}

let reading = null;

/** The mesh with the woman, read once for the page. */
export function bodyMesh() {
  reading ??= made();
  return reading;
}

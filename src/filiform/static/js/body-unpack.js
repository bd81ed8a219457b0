/* How is the body's mesh read and unpacked? knowledge/meshfile.py unpacks the same files. */

const FILES = {
  female: new URL("../img/body/mesh.json", import.meta.url),
  male: new URL("../img/body/mesh-male.json", import.meta.url),
};

/** [value, how often, ...] as the values themselves. */
export function spread(runs) {
  let length = 0;
  for (let i = 1; i < runs.length; i += 2) length += runs[i];
  const out = new Int32Array(length);
  for (let i = 0, at = 0; i < runs.length; i += 2) {
    out.fill(runs[i], at, at + runs[i + 1]);
    at += runs[i + 1];
  }
  return out;
}

/** Each code is 0 for the next new vertex, else how far back from the known ones it is. */
export function corners(codes) {
  let known = 0;
  return Int32Array.from(codes, (code) => (code ? known - code : known++));
}

/** All x, all y, all z, from what each vertex of the left half differs from a guess by its quad. */
export function places(steps, flat) {
  const count = steps.length / 3;
  const out = [0, 1, 2].map(() => new Int32Array(2 * count));
  const known = new Uint8Array(count);
  for (let q = 0; q < flat.length; q += 4) {
    for (let k = 0; k < 4; k += 1) {
      const vertex = flat[q + k];
      if (known[vertex]) continue;
      const [after, across, before] = [flat[q + ((k + 1) & 3)], flat[q + ((k + 2) & 3)], flat[q + ((k + 3) & 3)]];
      const whole = known[after] && known[across] && known[before];
      const other = known[before] ? before : known[after] ? after : known[across] ? across : vertex - 1;
      for (let axis = 0; axis < 3; axis += 1) {
        const of = out[axis];
        const guess = whole ? of[after] + of[before] - of[across] : of[other] ?? 0;
        of[vertex] = guess + steps[axis * count + vertex];
      }
      known[vertex] = 1;
    }
  }
  out.forEach((of, axis) => {
    for (let v = 0; v < count; v += 1) of[count + v] = axis ? of[v] : -of[v];
  });
  return out;
}

/** The file of a figure. */
export async function read(figure) {
  const answer = await fetch(FILES[figure]);
  if (!answer.ok) throw new Error(`the body's mesh did not come: ${answer.status}`);
  return answer.json();
}

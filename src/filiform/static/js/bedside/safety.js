/* What may a needle at this place hit, and does anything forbid it here? As domain/safety.py says
 * it, field for field, over the rules as knowledge/safety.py writes them. A longer needle, one more
 * risk or something left unsaid never makes the result milder. tests/vectors compares both languages.
 */

/**
 * @typedef {{key: string, name: string, level: string, regions: string[], deep: boolean, lung: boolean,
 *   longest_mm: number | null, zones: string[]}} Target
 * @typedef {{target: Target, side: string, zones: string[]}} Spot zones: under the finger
 * @typedef {{angle: string | null, tilt: string | null, grip: string | null}} Technique
 * @typedef {{mm_text: string, lowest_mm: number | null, measures: string, population: string,
 *   source: string, also: string[], danger: boolean, printed: string, caution: string, note: string,
 *   tag: string, needs_review: boolean}} Figure
 * @typedef {{question: string, one_of: string[], at_least: number | null, below: number | null}} Condition
 * @typedef {{targets: string[], levels: string[], regions: string[], zones: string[],
 *   longer_than_mm: number | null, thicker_than_mm: string | null, over_limit: boolean,
 *   angle: string[], tilt: string[], grip: string[], posture: string[], stimulation: boolean,
 *   first_visit: boolean, across: boolean, answers: Condition[]}} When
 * @typedef {{says: string, why: string, sources: string[], tag: string, needs_review: boolean,
 *   disagreement: string}} Words
 * @typedef {Words & {id: string, level: string, liftable: boolean, when: When, figures: Figure[],
 *   nearest: boolean}} Rule
 * @typedef {Words & {id: string, weight: string, overridable: boolean, blocks: string[]}} Screened
 *   blocks: "ARM:left" or "ARM"
 * @typedef {{version: string, zone_regions: Record<string, string>, rules: Rule[]}} Rules
 * @typedef {string | number | string[]} Said
 * @typedef {Spot & {gauge_mm: string, length_mm: number, technique: Technique, posture: string | null,
 *   stimulation: boolean, inside: Spot[], first_visit: boolean | null, screening: Screened[],
 *   answers: Record<string, Said>, unanswered: string[]}} Site null: nobody said it
 * @typedef {Words & {rule: string, level: string, liftable: boolean, figures: Figure[],
 *   asks: string[], nearest: Figure | null}} Finding
 * @typedef {{findings: Finding[], figures: Figure[], needs_reason: boolean, liftable: boolean,
 *   never: boolean, asks: string[], here: string[], near: string[]}} Check
 * @typedef {{key: string, level: string, side: string, regions: string[], zones: string[]}} Lying
 */

const HEAVIEST_FIRST = ["stop", "decide", "caution", "info"];
const WEIGHTY = ["stop", "decide"];
/** By which figures of one depth are sorted, as domain/site_rules.py does. @type {(keyof Figure)[]} */
const FIGURE_WORDS = ["mm_text", "measures", "source", "population", "also", "printed", "caution", "note", "tag"];
const BLANKS = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const WHOLE = new RegExp(`^${BLANKS}*(-?[0-9]{1,9})${BLANKS}*$`); // what Python strips

/**
 * What this needle meets, by the table and by this patient's screening.
 * @param {Site} site
 * @param {Rules} rules
 * @param {Figure[]} own the published depths of this target
 * @returns {Check}
 */
export function check(site, rules, own) {
  const here = lying(site, rules);
  const inside = site.inside.map((one) => lying(one, rules));
  const spoke = rules.rules.filter(({ when }) => holds(when, site, here, inside));
  const stops = site.screening.filter((one) => stopsHere(one, site, here));
  const findings = [...stops.map(takenOver), ...spoke.map((rule) => spoken(rule, site, own))].sort(heaviestFirst);
  const weighty = findings.filter(isWeighty);
  const hard = weighty.filter((one) => !one.liftable);
  return {
    findings,
    figures: lowestFirst([...own, ...besides(own, findings.flatMap((one) => one.figures))]),
    needs_reason: weighty.length > 0,
    liftable: hard.length === 0,
    never: hard.some((one) => !one.asks.length),
    asks: [...new Set(findings.flatMap((one) => one.asks))].sort(),
    here: [...site.zones].sort(),
    near: site.target.zones.filter((zone) => !site.zones.includes(zone)).sort(),
  };
}

/** What speaks at this needle only because a current runs through it, heaviest first. @param {Site} site @param {Rules} rules @returns {Finding[]} */
export function ofCurrent(site, rules) {
  const every = { ...rules, rules: rules.rules.filter(({ when }) => when.stimulation) };
  const without = check({ ...site, stimulation: false }, every, []).findings.map((one) => one.rule);
  return check({ ...site, stimulation: true }, every, []).findings.filter((one) => !without.includes(one.rule));
}

// -------------------------------------------------------------------- where it lies
/** Every region it lies in: the target's, and those of the zones under the finger. @param {Spot} spot @param {Rules} rules @returns {Lying} */
function lying({ target, side, zones }, { zone_regions }) {
  const tapped = zones.map((zone) => zone_regions[zone]).filter(Boolean);
  const own = [...target.regions, ...(target.deep ? ["DEEP"] : []), ...(target.lung ? ["LUNG"] : [])];
  return { key: target.key, level: target.level, side, regions: [...own, ...tapped], zones };
}

/** @param {When} when @param {Lying} spot */
function fits({ targets, levels, regions, zones }, spot) {
  if (!(targets.length || levels.length || regions.length || zones.length)) return true;
  const named = targets.includes(spot.key) || levels.includes(spot.level);
  return named || meet(regions, spot.regions) || meet(zones, spot.zones);
}

/** Whether the other lies on the other side; in doubt about a side, it does. @param {Lying} one @param {Lying} other */
function isAcross(one, other) {
  return one.side !== other.side || one.side === "middle";
}

/** The screening's findings that stop this needle here, or its current. @param {Screened} finding @param {Site} site @param {Lying} here */
function stopsHere({ weight, blocks }, { stimulation }, here) {
  if (weight === "stop_stimulation") return stimulation;
  return weight === "stop_region" && blocks.some((block) => covers(block, here));
}

/** In doubt about the side, it does. @param {string} block @param {Lying} here */
function covers(block, { regions, side }) {
  const [region, of = "middle"] = block.split(":");
  if (region !== "ANY" && !regions.includes(region)) return false;
  return of === "middle" || side === "middle" || of === side;
}

// -------------------------------------------------------------------- when a rule speaks
/** @param {When} when @param {Site} site @param {Lying} here @param {Lying[]} inside */
function holds(when, site, here, inside) {
  if (!fits(when, here) || !ofSize(when, site) || !ofTechnique(when, site) || !ofPatient(when, site)) return false;
  return !when.across || inside.some((one) => fits(when, one) && isAcross(here, one));
}

/** @param {When} when @param {Site} site */
function ofSize({ over_limit, longer_than_mm, thicker_than_mm }, { length_mm, gauge_mm, target }) {
  const limit = target.longest_mm;
  if (over_limit && (limit === null || length_mm <= limit)) return false;
  if (longer_than_mm !== null && length_mm <= longer_than_mm) return false;
  return thicker_than_mm === null || Number(gauge_mm) > Number(thicker_than_mm);
}

/** What a rule wants of it, and what was said. @param {When} when @param {Site} site @returns {[string, string[], string | null][]} */
function told(when, { technique, posture }) {
  return [
    ["angle", when.angle, technique.angle],
    ["tilt", when.tilt, technique.tilt],
    ["grip", when.grip, technique.grip],
    ["position", when.posture, posture],
  ];
}

/** @param {When} when @param {Site} site */
function ofTechnique(when, site) {
  return told(when, site).every(([, wanted, said]) => !wanted.length || said === null || wanted.includes(said));
}

/** What it depends on and nobody said. @param {When} when @param {Site} site */
function unsaid(when, site) {
  return told(when, site).filter(([, wanted, said]) => wanted.length && said === null).map(([word]) => word);
}

/** @param {When} when @param {Site} site */
function ofPatient({ stimulation, first_visit, answers }, site) {
  if ((stimulation && !site.stimulation) || (first_visit && site.first_visit === false)) return false;
  return answers.every((one) => site.unanswered.includes(one.question) || meets(one, site.answers[one.question]));
}

/** 'unsure' counts as 'yes'; no answer does not. @param {Condition} condition @param {Said | undefined} answer */
function meets({ one_of, at_least, below }, answer) {
  if (answer === undefined) return false;
  const [, number] = Array.isArray(answer) ? [] : WHOLE.exec(String(answer)) ?? [];
  if (number !== undefined && (at_least !== null || below !== null)) {
    return (at_least === null || Number(number) >= at_least) && (below === null || Number(number) < below);
  }
  const words = Array.isArray(answer) ? answer : [String(answer)];
  return meet(one_of, words) || (words.includes("unsure") && one_of.includes("yes"));
}

// -------------------------------------------------------------------- what it says
/** @param {Rule} rule @param {Site} site @param {Figure[]} own @returns {Finding} */
function spoken(rule, site, own) {
  const { name, longest_mm } = site.target;
  const limit = longest_mm === null ? "None" : String(longest_mm);
  const says = rule.says.split("{target}").join(name).split("{limit}").join(limit);
  const { level, liftable } = rule;
  const asks = unsaid(rule.when, site);
  const near = rule.nearest ? nearest([...own, ...besides(own, rule.figures)]) : null;
  return { rule: rule.id, level, liftable, ...words(rule), says, figures: lowestFirst(rule.figures), asks, nearest: near };
}

/** @param {Screened} finding @returns {Finding} */
function takenOver(finding) {
  const { id, overridable } = finding;
  return { rule: id, level: "stop", liftable: overridable, ...words(finding), figures: [], asks: [], nearest: null };
}

/** @param {Words} one @returns {Words} */
function words({ says, why, sources, tag, needs_review, disagreement }) {
  return { says, why, sources, tag, needs_review, disagreement };
}

/** @param {Finding} one */
function isWeighty({ level }) {
  return WEIGHTY.includes(level);
}

/** Of one weight, what no reason lifts first, then by rule. @param {Finding} one @param {Finding} other */
function heaviestFirst(one, other) {
  const [a, b] = [one, other].map(({ level }) => HEAVIEST_FIRST.indexOf(level));
  return a - b || Number(one.liftable) - Number(other.liftable) || inOrder(one.rule, other.rule);
}

/** Each once; those without a number last. @param {Figure[]} figures */
function lowestFirst(figures) {
  const sorted = figures.length < 2 ? figures : [...figures].sort(byDepth);
  return sorted.filter((one, n) => !n || byDepth(sorted[n - 1], one) !== 0);
}

/** @param {Figure} one @param {Figure} other */
function byDepth(one, other) {
  const numbers = Number(one.lowest_mm === null) - Number(other.lowest_mm === null) || (one.lowest_mm ?? 0) - (other.lowest_mm ?? 0);
  if (numbers || one === other) return numbers;
  for (const name of FIGURE_WORDS) {
    const words = inOrder(String(one[name]), String(other[name]));
    if (words) return words;
  }
  return Number(one.danger) - Number(other.danger) || Number(one.needs_review) - Number(other.needs_review);
}

/** What tells one study's figure from another's. @param {Figure} figure */
function study({ source, also, lowest_mm }) {
  return `${source},${also}:${lowest_mm}`;
}

/** Those of a rule that the target does not tell as its own. @param {Figure[]} own @param {Figure[]} others */
function besides(own, others) {
  if (!own.length || !others.length) return others;
  const known = own.filter((one) => one.lowest_mm !== null).map(study);
  return others.filter((one) => !known.includes(study(one)));
}

/** The lowest of those that end at a danger; never this patient's. @param {Figure[]} figures @returns {Figure | null} */
function nearest(figures) {
  const dangers = figures.filter((one) => one.danger && one.lowest_mm !== null);
  return dangers.reduce((low, one) => (low && byDepth(low, one) <= 0 ? low : one), /** @type {Figure | null} */ (null));
}

/** Words by their code points, as Python sorts them. @param {string | number} one @param {string | number} other */
function inOrder(one, other) {
  if (one === other) return 0;
  if (typeof one === "number") return Number(one) - Number(other);
  const [a, b] = [[...String(one)], [...String(other)]];
  const place = a.findIndex((letter, n) => letter !== b[n]);
  if (place < 0) return a.length - b.length;
  return (a[place].codePointAt(0) ?? 0) - (b[place]?.codePointAt(0) ?? -1);
}

/** @param {string[]} some @param {string[]} others */
function meet(some, others) {
  return some.some((one) => others.includes(one));
}

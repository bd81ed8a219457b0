/* What can a tablet say, and could the clinic read it? The words and fields are those of
 * docs/decisions/0005-events-from-a-tablet.md; the limits and sentences those of domain/bedside.py.
 */

/**
 * @typedef {{id: string, at: string, device_at?: string | null, entry?: number, received_at?: string}} Told
 * @typedef {{angle: string | null, tilt: string | null, grip: string | null}} Technique
 * @typedef {Told & {fact: "inserted", number: number, target: string, side: string, gauge_mm: string,
 *   length_mm: number, point: number[] | null, mesh: string | null, technique: Technique, posture: string | null,
 *   site: string, lot: string, override: string}} Inserted
 * @typedef {Told & {fact: "twitched", needle: string, twitches: number}} Twitched
 * @typedef {Told & {fact: "withdrawn", needle: string}} Withdrawn
 * @typedef {Told & {fact: "counted", found: number, in_tray: number, knows: string}} Counted
 * @typedef {Told & {fact: "disposed", needles: number, knows: string}} Disposed
 * @typedef {Told & {fact: "stimulation_set", needles: string[], channel: number, hz: string,
 *   width_us: number, intensity: string, minutes: number}} StimulationSet
 * @typedef {Told & {fact: "symptom_noted", needle: string | null, symptom: string}} SymptomNoted
 * @typedef {Told & {fact: "all_out_called", reason: string}} AllOutCalled
 * @typedef {Told & {fact: "retention_planned", minutes: number}} RetentionPlanned
 * @typedef {Told & {fact: "pain_scored", moment: string, value: number}} PainScored
 * @typedef {Told & {fact: "moved", moment: string, movement: string, side: string, how: string,
 *   extent: string | null, degrees: number | null}} Moved
 * @typedef {Told & {fact: "pressed", moment: string, place: string, side: string, device: string,
 *   unit: string, trials: string[]}} Pressed
 * @typedef {Told & {fact: "felt", feels: string, symptom: string, knows: string}} Felt
 * @typedef {Told & {fact: "advised", about: string[], way: string, version: string}} Advised
 * @typedef {Told & {fact: "declined", question: string, words: string, knows: string}} Declined
 * @typedef {Told & {fact: "jotted", words: string}} Jotted
 * @typedef {Inserted | Twitched | Withdrawn | Counted | Disposed | StimulationSet | SymptomNoted
 *   | AllOutCalled | RetentionPlanned | PainScored | Moved | Pressed | Felt | Advised | Declined
 *   | Jotted} Fact
 */

const NUMBER = "A needle's number is a whole number from 1 to 500. Use the next number.";
const NEEDLE =
  "A needle is 0.10 to 0.60 mm thick (two decimals) and 5 to 150 mm long. Look at the packet.";
const COUNT = "A count is a whole number from 0 to 500. Count again and enter what you see.";
const MINUTES = "Write the time in whole minutes, from 1 to 120.";
const CURRENT =
  "A current runs between two different needles, on channel 1 to 16, at 0.1 to 1000 Hz (one " +
  "decimal), with pulses of 1 to 2000 µs. Look at the device.";

const NOTHING = "Write something first.";
const SCALE = "Pain is a whole number from 0 (no pain) to 10 (worst imaginable).";
const MOMENT = "Say whether it was before or after needling.";
const MOVEMENT =
  "Say how far it went: full, limited, painful, or in whole degrees from 0 to 180 (or all of it).";
const PRESSURE =
  "A pressure threshold is one to three readings, each up to 2000 kPa or 20 kg/cm² (two " +
  "decimals). Look at the device.";
const SYMPTOM = "Say what the unwell patient feels: choose it from the list.";
const ADVICE = "Say which advice was given.";
const REASON = "Write why this is not answered.";

/**
 * Why it could not be read; "" where it can. What is refused here is never kept.
 * @param {Fact} fact
 * @returns {string}
 */
export function refusal(fact) {
  switch (fact.fact) {
    case "inserted":
      if (!whole(fact.number, 1, 500)) return NUMBER;
      return isMade(fact) ? "" : NEEDLE;
    case "twitched":
      return whole(fact.twitches, 0, 500) ? "" : COUNT;
    case "disposed":
      return whole(fact.needles, 0, 500) ? "" : COUNT;
    case "counted":
      return whole(fact.found, 0, 500) && whole(fact.in_tray, 0, 500) ? "" : COUNT;
    case "stimulation_set":
      if (!runs(fact)) return CURRENT;
      return whole(fact.minutes, 1, 120) ? "" : MINUTES;
    case "retention_planned":
      return whole(fact.minutes, 1, 120) ? "" : MINUTES;
    case "felt":
      return fact.feels === "unwell" && !fact.symptom ? SYMPTOM : "";
    case "advised":
      return fact.about.length ? "" : ADVICE;
    case "declined":
      return fact.words ? "" : REASON;
    case "jotted":
      return fact.words ? "" : NOTHING;
    case "pain_scored":
    case "moved":
    case "pressed":
      return ["before", "after"].includes(fact.moment) ? ofMeasure(fact) : MOMENT;
    default:
      return "";
  }
}

/** @param {PainScored | Moved | Pressed} fact */
function ofMeasure(fact) {
  if (fact.fact === "pain_scored") return whole(fact.value, 0, 10) ? "" : SCALE;
  if (fact.fact === "moved") {
    const { extent, degrees } = fact;
    const said = degrees === null ? extent !== null : whole(degrees, 0, 180);
    return said ? "" : MOVEMENT;
  }
  const { trials, unit } = fact;
  const read = trials.every((one) => figure(one, 2, 0.01, unit === "kPa" ? 2000 : 20));
  return read && trials.length >= 1 && trials.length <= 3 ? "" : PRESSURE;
}

/** @param {Inserted} fact */
function isMade({ gauge_mm, length_mm }) {
  return figure(gauge_mm, 2, 0.1, 0.6) && whole(length_mm, 5, 150);
}

/** @param {StimulationSet} fact */
function runs({ needles: [one, other], channel, hz, width_us }) {
  return one !== other && whole(channel, 1, 16) && figure(hz, 1, 0.1, 1000) && whole(width_us, 1, 2000);
}

/** @param {unknown} value @param {number} least @param {number} most */
function whole(value, least, most) {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

/** A figure as text: "0.25". @param {string} text @param {number} places @param {number} least @param {number} most */
function figure(text, places, least, most) {
  const [, decimals = ""] = /^\d{1,4}(?:\.(\d{1,2}))?$/.exec(text) ?? ["", "too many"];
  const value = Number(text);
  return decimals.replace(/0+$/, "").length <= places && value >= least && value <= most;
}

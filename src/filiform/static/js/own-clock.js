// What does the clock of somebody in another time zone show? Said beside the clinic's own time.
//
// The page is whole without this: its times are the clinic's. `.own[data-zone]` names the clinic's
// zone; every <time datetime> in the same section gets the visitor's own time, where it differs.

/** @param {Date} at @param {string | undefined} zone */
const shown = (at, zone) =>
  new Intl.DateTimeFormat("en-US", {
    timeZone: zone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).format(at);

const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const note of document.querySelectorAll(".own[data-zone]")) {
  const zone = note.getAttribute("data-zone") || undefined;
  const times = [...(note.parentElement?.querySelectorAll("time[datetime]") ?? [])];
  const other = times.filter((one) => {
    const at = new Date(one.getAttribute("datetime") ?? "");
    return shown(at, zone) !== shown(at, mine);
  });
  for (const one of other) {
    const own = document.createElement("small");
    own.className = "own-time";
    own.textContent = ` (${shown(new Date(one.getAttribute("datetime") ?? ""), mine)} for you)`;
    one.after(own);
  }
  if (other.length) note.append(` Your device is set to ${mine.replaceAll("_", " ")}.`);
}

// How does an open day stay true, and how is a visit moved by hand or by key?
//
// The page is whole without this: "Move" leads to the free times, each of them a button.
// With it the day asks every few seconds whether there is a newer edition and then swaps itself,
// never while somebody drags, moves or chooses; arrow keys go through the columns; a card can be
// dragged to a time that is free for it.

const ASK_MS = 3000;
const DRAG_PX = 6;
const SHOWN_MS = 60000; // what was done and its way back; later a visit is moved anew
const lost = document.querySelector("[data-lost]");
const day = () => document.getElementById("day");
const sheet = () => document.getElementById("sheet");

// ------------------------------------------------------------------ two desks
const chooses = () => document.activeElement?.matches("input, select, textarea");
const busy = () => Boolean(dragged || day().dataset.moving || chooses());

/** What is wrong with the connection; "" when nothing is. */
function say(words) {
  if (lost.textContent === words) return;
  lost.hidden = !words;
  lost.textContent = words;
}

async function ask() {
  try {
    const headers = { Accept: "application/json" };
    const signal = AbortSignal.timeout(4 * ASK_MS);
    const answer = await fetch(day().dataset.changes, { headers, credentials: "same-origin", signal });
    if (answer.status === 401 || answer.status === 403) return say(lost.dataset.out);
    if (!answer.ok) throw new Error(String(answer.status));
    const { edition } = await answer.json();
    if (edition && edition !== day().dataset.edition && !busy()) await swap();
    say("");
  } catch {
    say(lost.dataset.away);
  }
}

async function swap() {
  const left = sheet()?.scrollLeft ?? 0;
  const address = location.pathname + location.search;
  await window.htmx.ajax("GET", address, { target: "#day", select: "#day", swap: "outerHTML" });
  if (sheet()) sheet().scrollLeft = left;
}

/** Some other page has answered, or somebody has begun to drag meanwhile: the day stays. */
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status !== 200 || !xhr.responseText.includes('id="day"') || busy()) event.detail.shouldSwap = false;
});

async function keepAsking() {
  if (!document.hidden) await ask();
  setTimeout(keepAsking, ASK_MS);
}

// ------------------------------------------------------------------ by key
const stops = (column) =>
  [...column.querySelectorAll(day().dataset.moving ? ".free button" : ".free a, .card .whole")];

/** The stop of the next column with any that is nearest in height. */
function across(from, step) {
  const columns = [...document.querySelectorAll(".rows[data-therapist]")];
  const top = from.getBoundingClientRect().top;
  const away = (one) => Math.abs(one.getBoundingClientRect().top - top);
  for (let at = columns.indexOf(from.closest(".rows")) + step; columns[at]; at += step) {
    const nearest = stops(columns[at]).sort((a, b) => away(a) - away(b))[0];
    if (nearest) return nearest;
  }
  return null;
}

function along(from, step) {
  const all = stops(from.closest(".rows"));
  return all[all.indexOf(from) + step];
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === "Escape") return dragged ? letGo() : document.querySelector("[data-stop]")?.click();
  const from = event.target.closest(".free button, .free a, .card .whole");
  const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
  if (!from || !step) return;
  const to = event.key.endsWith("t") ? across(from, step) : along(from, step);
  event.preventDefault();
  to?.focus();
});

// ------------------------------------------------------------------ by hand
let dragged = null;
let pressed = null;

document.addEventListener("dragstart", (event) => event.target.closest(".card") && event.preventDefault());

document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest(".card");
  const move = card?.querySelector(".move");
  const may = event.button === 0 && event.pointerType !== "touch" && move && event.target.closest(".whole");
  pressed = may ? { card, href: move.href, x: event.clientX, y: event.clientY } : null;
});

document.addEventListener("pointermove", (event) => {
  if (!pressed) return;
  const [x, y] = [event.clientX - pressed.x, event.clientY - pressed.y];
  if (!dragged && Math.hypot(x, y) < DRAG_PX) return;
  if (!dragged) take();
  dragged.card.style.transform = `translate(${x}px, ${y}px)`;
  for (const one of document.querySelectorAll(".free.over")) one.classList.remove("over");
  under(event)?.classList.add("over");
});

document.addEventListener("pointerup", (event) => {
  const target = dragged && under(event);
  pressed = null;
  if (!dragged) return;
  addEventListener("click", nothing, { capture: true });
  setTimeout(() => {
    removeEventListener("click", nothing, { capture: true });
    if (target) target.querySelector("button").click();
    else letGo();
  });
});
document.addEventListener("pointercancel", () => letGo());

const under = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest(".free.for-it");

/** Letting a card go is no click on it. */
const nothing = (click) => click.preventDefault();

/** The card is taken up; the times that are free for it are asked for and put into the columns. */
async function take() {
  const mine = (dragged = { card: pressed.card, href: pressed.href, added: [] });
  mine.card.classList.add("dragged");
  document.body.classList.add("dragging");
  const answer = await fetch(mine.href, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return say(lost.dataset.away);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (dragged !== mine) return;
  const form = page.getElementById("move");
  form.action = mine.href;
  add(document.body, form);
  for (const column of document.querySelectorAll(".rows[data-therapist]")) {
    const same = page.querySelector(`.rows[data-therapist="${column.dataset.therapist}"]`);
    for (const one of same?.querySelectorAll(".free") ?? []) {
      one.classList.add("for-it");
      add(column, one);
    }
  }
}

function add(place, one) {
  dragged.added.push(document.adoptNode(one));
  place.append(one);
}

function letGo() {
  pressed = null;
  if (!dragged) return;
  for (const one of dragged.added) one.remove();
  dragged.card.classList.remove("dragged");
  dragged.card.style.transform = "";
  document.body.classList.remove("dragging");
  dragged = null;
}

// ------------------------------------------------------------------ at first
if (day().dataset.moving) {
  const own = document.querySelector(".card.moves")?.getBoundingClientRect().top ?? 0;
  const free = [...document.querySelectorAll(".free button")];
  (free.find((one) => one.getBoundingClientRect().top >= own) ?? free[0])?.focus();
}
setTimeout(keepAsking, ASK_MS);
setTimeout(() => document.querySelector(".moved")?.remove(), SHOWN_MS);

// How does a packet's code get into its field? By a scanner that types, or by the camera where the
// browser can read codes. What the code says is read by the clinic, never here.
//
// A field with `data-scan` takes a code; its value, where it has one, names the button that sends
// it to be read. A button with `data-scan-into` names the field and shows only where it works.

const FORMATS = ["data_matrix", "qr_code", "code_128"];
const SEPARATOR = "\x1d";
const RAW_CODE = /^(\]|\x1d|https?:|01\d{14})|\x1d/;
const PAUSE = 400; // a scanner that sends no Enter has stopped typing
const BETWEEN_LOOKS = 120;

/** Whether these words come from a scanner: nobody types them by hand. */
export function isRawCode(words) {
  return RAW_CODE.test(words);
}

function reader(field) {
  return field.dataset.scan ? document.querySelector(field.dataset.scan) : null;
}

// The separator inside a code is a control character; a scanner types it as Ctrl and ].
function separate(field) {
  field.setRangeText(SEPARATOR, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("[data-scan]");
  if (!field) return;
  if (event.ctrlKey && (event.code === "BracketRight" || event.key === "]")) {
    event.preventDefault();
    separate(field);
  } else if (event.key === "Enter" && reader(field)) {
    event.preventDefault();
    reader(field).click();
  }
});

let waiting = 0;
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-scan]");
  if (!field) return;
  window.clearTimeout(waiting);
  if (!reader(field) || !isRawCode(field.value)) return;
  waiting = window.setTimeout(() => {
    if (field.isConnected && isRawCode(field.value)) reader(field).click();
  }, PAUSE);
});

/** The formats of packets that this browser can read; none without a camera. */
async function readable() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return [];
  const known = await window.BarcodeDetector.getSupportedFormats();
  return FORMATS.filter((one) => known.includes(one));
}
const formats = readable().catch(() => []);

async function offer() {
  if (!(await formats).length) return;
  for (const button of document.querySelectorAll("[data-scan-into]")) button.hidden = false;
}

function viewer() {
  const dialog = document.createElement("dialog");
  dialog.className = "camera";
  dialog.setAttribute("aria-label", "Scan a packet");
  const video = document.createElement("video");
  video.autoplay = true;
  video.muted = true;
  video.playsInline = true;
  const says = document.createElement("p");
  says.setAttribute("role", "status");
  says.textContent = "Hold the code of the packet before the camera.";
  const stop = document.createElement("button");
  stop.type = "button";
  stop.textContent = "Stop scanning";
  stop.addEventListener("click", () => dialog.close());
  dialog.append(video, says, stop);
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, video, says };
}

const pause = () => new Promise((done) => window.setTimeout(done, BETWEEN_LOOKS));

/** The first code that the camera sees; '' when the person stops before. */
async function seen(video, dialog) {
  const detector = new window.BarcodeDetector({ formats: await formats });
  while (dialog.open) {
    const codes = await detector.detect(video).catch(() => []); // no picture yet
    const found = codes.find((one) => one.rawValue);
    if (found) return found.rawValue;
    await pause();
  }
  return "";
}

async function scanInto(field) {
  const { dialog, video, says } = viewer();
  let stream = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    const code = await seen(video, dialog);
    dialog.close();
    if (code) take(field, code);
  } catch {
    says.textContent = "The camera cannot be used. Allow it for this page, or type the lot number.";
  } finally {
    stream?.getTracks().forEach((track) => track.stop());
    if (!dialog.open) dialog.remove();
  }
}

function take(field, code) {
  field.value = code;
  field.focus();
  const read = reader(field);
  if (read) read.click();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-scan-into]");
  const field = button && document.getElementById(button.dataset.scanInto);
  if (field) scanInto(field);
});
document.addEventListener("close", (event) => {
  if (event.target.matches?.("dialog.camera")) event.target.remove();
}, true);
// What is said of the lot stands beneath its field: the field is marked alike, and where the form
// came back longer than it was, both stay in sight.
document.addEventListener("htmx:afterSettle", (event) => {
  for (const field of document.querySelectorAll("[data-scan][aria-describedby]")) {
    const says = document.getElementById(field.getAttribute("aria-describedby"));
    field.setAttribute("aria-invalid", String(says?.classList.contains("stop") ?? false));
  }
  const field = document.activeElement;
  const typing = event.detail.target?.id === "lot-says";
  if (!typing && field?.matches("[data-scan]")) field.scrollIntoView({ block: "center" });
});
document.addEventListener("htmx:load", offer);
offer();

// What does the bedside do by itself? The minutes go on, the device's clock is told, a lost
// network is said. Nothing is kept here: every entry has its id, so pressing again is harmless.
(() => {
  "use strict";
  const AWAY = "Not saved: the network is away. Press again; nothing is recorded twice.";
  const ODD = "Not saved. Load the page again; what was kept before is safe.";
  const COPY = "Copy what you wrote, then load the page again; what was kept before is safe.";
  const CLOSED = {
    401: `Not saved: you are no longer signed in. ${COPY}`,
    403: `Not saved: this page was open for too long. ${COPY}`,
  };
  const PARTS = ['id="needles"', 'id="insert"', 'id="site"', 'id="lot-says"'];
  let shownAt = performance.now();

  function tick() {
    const passed = (performance.now() - shownAt) / 1000;
    for (const place of document.querySelectorAll("[data-seconds]")) {
      place.textContent = `${Math.floor((Number(place.dataset.seconds) + passed) / 60)} min`;
    }
  }

  function say(words, wrong) {
    const place = document.getElementById("saved");
    if (!place) return;
    place.textContent = words;
    place.classList.toggle("not", wrong);
  }

  // The seconds were counted by the clinic when the list was made; an old list would be ahead.
  function listIsNew() {
    shownAt = performance.now();
  }

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb === "post") {
      event.detail.parameters.device_at = new Date().toISOString();
    }
  });
  document.addEventListener("submit", (event) => {
    const clock = event.target.querySelector('input[name="device_at"]');
    if (clock) clock.value = new Date().toISOString();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answer = event.detail.xhr.responseText;
    if (!PARTS.some((part) => answer.includes(part))) {
      event.detail.shouldSwap = false;
      say(CLOSED[event.detail.xhr.status] ?? ODD, true);
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target && event.detail.target.id === "needles") listIsNew();
    const { status } = event.detail.xhr;
    if (event.detail.requestConfig.verb === "post" && status === 200) say("Saved.", false);
  });
  document.addEventListener("htmx:sendError", () => say(AWAY, true));
  document.addEventListener("htmx:timeout", () => say(AWAY, true));
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("button[data-target]");
    if (!chip) return;
    const target = document.getElementById("target");
    target.value = chip.dataset.target;
    target.dispatchEvent(new Event("change", { bubbles: true }));
  });
  window.setInterval(tick, 10000);
})();

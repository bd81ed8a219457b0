/* What does the device say to the clinic, and what does the clinic's answer mean? */

/** @import {Fact} from "./facts.js" */
/** @import {Line, Reply} from "./courier.js" */

const PATIENCE_MS = 15_000;
const VERSION = 1;

export class Clinic {
  /** @param {{events: string, state: string}} addresses of this needling session */
  constructor({ events, state }) {
    this.addresses = { events, state };
  }

  /** @param {Fact[]} batch @returns {Promise<Reply>} */
  async post(batch) {
    const events = batch.map(({ at, entry, received_at, ...words }) => words);
    const body = JSON.stringify({ version: VERSION, device_now: new Date().toISOString(), events });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
    const { reply, said } = await this.ask(this.addresses.events, { method: "POST", body, headers });
    return reply ?? { kind: "answered", answers: said.answers, state: said.state };
  }

  /**
   * How it stands, and every fact after that entry.
   * @param {number} since
   * @returns {Promise<{line: Line, said?: {state: any, facts: Fact[]}}>}
   */
  async told(since) {
    const { reply, said } = await this.ask(`${this.addresses.state}?since=${since}`, {});
    if (!reply) return { line: "well", said };
    return { line: reply.kind === "signed out" || reply.kind === "not here" ? reply.kind : "away" };
  }

  /** @param {string} to @param {RequestInit} how @returns {Promise<{reply?: Reply, said?: any}>} */
  async ask(to, how) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      const answer = await fetch(to, { credentials: "same-origin", cache: "no-store", signal, ...how });
      const json = answer.headers.get("content-type")?.includes("json");
      const said = json ? await answer.json() : null;
      return { reply: meaning(answer, said), said };
    } catch {
      return { reply: { kind: "away" } };
    }
  }
}

/**
 * Undefined where it is a plain answer.
 * @param {{ok: boolean, status: number, redirected: boolean}} answer
 * @param {{ok?: boolean, says?: string} | null} said its words, if they are JSON
 * @returns {Reply | undefined}
 */
export function meaning({ ok, status, redirected }, said) {
  const says = said?.says ?? "";
  if (ok && said?.ok) return undefined;
  if (status === 413) return { kind: "too much", says };
  if (status === 422 || status === 400) return { kind: "not read", says };
  if (redirected || status === 401 || status === 403) return { kind: "signed out" };
  if (status === 404 || status === 409) return { kind: "not here", says };
  return { kind: "away" };
}

/** The token of the cookie, which is always the newest one; else that of the page. */
function token() {
  const [, cookie] = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie) ?? [];
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=csrfmiddlewaretoken]"));
  return cookie ?? field?.value ?? "";
}

/* What does the JavaScript answer to each case? Asked by test_both_languages_agree.py.
 * In: [{module, asks, cases: [[argument, ...], ...]}], the module under static/js, the name of its function.
 * Out: [[answer of each case]], in the same order.
 */
import { readFileSync } from "node:fs";

const STATIC = new URL("../../src/filiform/static/js/", import.meta.url);
const subjects = JSON.parse(readFileSync(0, "utf8"));
const answers = [];
for (const { module, asks, cases } of subjects) {
  const { [asks]: answer } = await import(new URL(module, STATIC).href);
  answers.push(cases.map((/** @type {unknown[]} */ one) => answer(...one)));
}
process.stdout.write(JSON.stringify(answers));

/* Can what is sealed be read by its key alone, and only as what it was sealed as? */

import assert from "node:assert/strict";
import { test } from "node:test";
import { placeWord, seal, unseal } from "../../src/filiform/static/js/bedside/vault.js";

const HOW = { name: "AES-GCM", length: 256 };
const key = () => crypto.subtle.generateKey(HOW, false, ["encrypt", "decrypt"]);

test("what is sealed comes back as it was, and cannot be read before", async () => {
  const own = await key();
  const sealed = await seal(own, "entry", { name: "Ada Example" });
  assert.doesNotMatch(Buffer.from(sealed.bytes).toString("latin1"), /Ada|name/);
  assert.deepEqual(await unseal(own, "entry", sealed), { name: "Ada Example" });
});

test("another key, another name or a changed byte opens nothing", async () => {
  const own = await key();
  const sealed = await seal(own, "entry", "in");
  await assert.rejects(unseal(await key(), "entry", sealed));
  await assert.rejects(unseal(own, "another entry", sealed));
  new Uint8Array(sealed.bytes)[0] ^= 1;
  await assert.rejects(unseal(own, "entry", sealed));
});

test("the same is never sealed the same twice, and the key stays inside", async () => {
  const own = await key();
  const [one, other] = [await seal(own, "a", "in"), await seal(own, "a", "in")];
  assert.notDeepEqual(new Uint8Array(one.bytes), new Uint8Array(other.bytes));
  await assert.rejects(crypto.subtle.exportKey("raw", own));
});

test("two sessions of one user are two places", () => {
  assert.notEqual(placeWord({ user: "1", session: "a" }), placeWord({ user: "1", session: "b" }));
});

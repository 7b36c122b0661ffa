import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../../../client/build/bundle.ts";
import type { Labels } from "../../../client/report/vocabulary/codes.ts";
import { LANGUAGES, wordsOf } from "../../../client/report/vocabulary/languages.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { providers } from "../../support/primitives.ts";

/** What a bundle puts where this test finds it. */
interface Bundled {
  readonly noble: Primitives;
  loadSodium(): Promise<Primitives>;
  readonly labels: readonly Labels[];
  readonly words: readonly string[];
  readonly said: readonly string[];
}

const folder = mkdtempSync(join(tmpdir(), "nightjar-bundle-"));
let bundled: readonly Primitives[];
let labels: readonly Labels[];
let words: readonly string[];
let said: readonly string[];

beforeAll(async () => {
  const script = await bundle("tests/support/to-bundle.ts", {});
  const path = join(folder, "bundle.mjs");
  writeFileSync(path, script);
  await import(pathToFileURL(path).href);
  const made: Bundled = Reflect.get(globalThis, "bundled");
  bundled = [await made.loadSodium(), made.noble];
  labels = made.labels;
  words = made.words;
  said = made.said;
});

afterAll(() => rmSync(folder, { recursive: true }));

test("what the build makes of the libraries computes what the libraries do", () => {
  expect(bundled.map(({ name }) => name)).toEqual(["libsodium", "noble"]);
  const [key, nonce, seed, randomness] = [32, 12, 32, 64].map(
    (length) => new Uint8Array(randomBytes(length)),
  );
  if (!key || !nonce || !seed || !randomness) throw new Error("four random values");
  const publicKey = providers[0]?.xwingPublicKey(seed) ?? new Uint8Array(0);
  const expected = providers[0]?.xwingEncapsulate(publicKey, randomness);
  for (const provider of bundled) {
    expect(provider.xwingPublicKey(seed)).toEqual(publicKey);
    expect(provider.xwingEncapsulate(publicKey, randomness)).toEqual(expected);
    for (const length of [0, 1, 15, 16, 17, 63, 64, 65, 1000, 65_536]) {
      const text = new Uint8Array(randomBytes(length));
      const sealed = provider.aeadSeal(key, nonce, text);
      for (const reference of providers) expect(reference.aeadSeal(key, nonce, text)).toEqual(sealed);
      expect(provider.aeadOpen(key, nonce, sealed)).toEqual(text);
    }
  }
});

test("labels are those of the languages' files, though their codes are said but once", () => {
  expect(labels).toEqual(LANGUAGES.map((language) => wordsOf(language).labels));
});

test("the words of codenames are those of the list, though each is said by what the word before it hasn't", () => {
  expect(words).toEqual(wordlist);
});

test("an error says its code where its sentence was left out", () => {
  expect(said).toEqual(["document-malformed (type)", "tar-malformed"]);
});

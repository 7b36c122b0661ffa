import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bundle } from "../../../client/build/bundle.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { providers } from "../../support/primitives.ts";

/** What a bundle of both providers puts where this test finds it. */
interface Bundled {
  readonly noble: Primitives;
  loadSodium(): Promise<Primitives>;
}

const folder = mkdtempSync(join(tmpdir(), "nightjar-bundle-"));
let bundled: readonly Primitives[];
/** What the bundle gave the browser to compile. */
let compiled: unknown;

beforeAll(async () => {
  const script = await bundle("tests/support/both-providers.ts", {});
  const path = join(folder, "bundle.mjs");
  writeFileSync(path, script);
  await import(pathToFileURL(path).href);
  const { noble, loadSodium }: Bundled = Reflect.get(globalThis, "bothProviders");
  const compiler = vi.spyOn(WebAssembly, "instantiate");
  bundled = [await loadSodium(), noble];
  expect(compiler).toHaveBeenCalledOnce();
  compiled = compiler.mock.calls[0]?.[0];
  compiler.mockRestore();
});

afterAll(() => rmSync(folder, { recursive: true }));

test("what the build rewrites in the libraries computes what the libraries do", () => {
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

test("libsodium's WebAssembly is the package's own, to the byte", () => {
  const library = readFileSync(createRequire(import.meta.url).resolve("libsodium"), "utf8");
  const base64 = /"(AGFzb[A-Za-z0-9+/=]{1000,})"/.exec(library)?.[1] ?? "";
  expect(compiled).toEqual(new Uint8Array(Buffer.from(base64, "base64")));
});

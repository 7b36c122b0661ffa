import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { onlyUsedNames } from "../../../client/build/used-names.ts";
import { wasmAsText } from "../../../client/build/wasm-as-text.ts";

const require = createRequire(import.meta.url);
const modules = join(require.resolve("libsodium"), "../..");
const library = readFileSync(join(modules, "modules-esm/libsodium.mjs"), "utf8");
const primitives = new URL("../../../crypto/primitives/", import.meta.url);
const declarations = readFileSync(new URL("libsodium.d.ts", primitives), "utf8");

/** What the library gives a name. */
function named(source: string): string[] {
  return [...source.matchAll(/g\.(_\w+)=A\.[\w$]+,/g)].map(([, name]) => name ?? "").sort();
}

/** What the house calls. */
function called(): string[] {
  const sources = ["sodium.ts", "sodium-heap.ts"].map((name) =>
    readFileSync(new URL(name, primitives), "utf8"),
  );
  const calls = sources.join("").matchAll(/library\.(_\w+)\(/g);
  return [...new Set([...calls].map(([, name]) => name ?? ""))].sort();
}

test("the names that are kept are those that the house calls, and no others", () => {
  expect(called()).toHaveLength(13);
  expect(named(onlyUsedNames(library, declarations))).toEqual(called());
  expect(named(library).length).toBeGreaterThan(280);
});

test("nothing but names is left out", () => {
  const lighter = onlyUsedNames(library, declarations);
  const without = (source: string) => source.replace(/g\._\w+=A\.[\w$]+,/g, "");
  expect(without(lighter)).toBe(without(library));
  for (const naming of lighter.match(/g\._\w+=A\.[\w$]+,/g) ?? []) expect(library).toContain(naming);
});

test("a name in use that the library doesn't have ends the build", () => {
  const gone = library.replace(/g\._crypto_kem_xwing_dec=A\.[\w$]+,/, "");
  expect(() => onlyUsedNames(gone, declarations)).toThrow("no function _crypto_kem_xwing_dec");
  const more = declarations.replace("    _free(", "    _sodium_memzero(");
  expect(() => onlyUsedNames(library, more)).toThrow("no function _sodium_memzero");
});

test.each([
  ["an empty library", () => onlyUsedNames("", declarations)],
  ["a library that names otherwise", () => onlyUsedNames(library.replaceAll("g._", "g.$"), declarations)],
  ["one that names at two places", () => onlyUsedNames(library + library, declarations)],
  ["declarations without functions", () => onlyUsedNames(library, "")],
  ["a library without WebAssembly", () => wasmAsText("")],
  ["one with WebAssembly at two places", () => wasmAsText(library + library)],
])("%s ends the build", (_, build) => expect(build).toThrow("in another way than this build knows"));

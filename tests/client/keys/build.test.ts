import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../client/keys/strings/languages.ts";
import { VAULT_WORK } from "../../../client/vault/sealed-vault.ts";
import { builtInClone } from "../../support/built-in-clone.ts";
import { builtKeys } from "../../support/built-pages.ts";
import { expectOwnFile, expectSelfContained } from "../../support/own-file.ts";

/** Bytes, gzipped. */
const MOST_WEIGHT = 250_000;

test("the page loads nothing, sends nothing, runs only itself, and weighs little", async () => {
  const bytes = await builtKeys(VAULT_WORK);
  const html = Buffer.from(bytes).toString();
  expectOwnFile(html, { wasm: false });
  expectSelfContained(
    html,
    LANGUAGES.map(({ noScript }) => noScript),
  );
  expect(gzipSync(bytes, { level: 9 }).length).toBeLessThan(MOST_WEIGHT);
});

test("a clone elsewhere builds the same bytes, and says which in a file beside", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-keys-"));
  const page = builtInClone(join(folder, "source/http/b"), "keys.html", "client/keys/build/main.ts");
  expect(page.equals(Buffer.from(await builtKeys(VAULT_WORK)))).toBe(true);
  rmSync(folder, { recursive: true });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../../client/courier/page/strings/languages.ts";
import { builtInClone } from "../../../support/built-in-clone.ts";
import { builtCourier } from "../../../support/built-pages.ts";
import { expectOwnFile, expectSelfContained } from "../../../support/own-file.ts";

/** Bytes, gzipped. */
const MOST_WEIGHT = 50_000;

const SERVERS = "http://*.onion http://localhost:* http://127.0.0.1:*";

test("the page loads nothing, asks onions and its own machine only, runs only itself, and weighs little", async () => {
  const bytes = await builtCourier();
  const html = Buffer.from(bytes).toString();
  expectOwnFile(html, { wasm: false, connect: SERVERS });
  // What it asks is `http://` and an address of the pack.
  expectSelfContained(
    html.replaceAll("http://${", "${"),
    LANGUAGES.map(({ noScript }) => noScript),
    SERVERS,
  );
  expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(MOST_WEIGHT);
});

test("a clone elsewhere builds the same bytes, and says which in a file beside", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-courier-"));
  const page = builtInClone(join(folder, "http/b"), "courier.html", "client/courier/page/build/main.ts");
  expect(page.equals(Buffer.from(await builtCourier()))).toBe(true);
  rmSync(folder, { recursive: true });
});

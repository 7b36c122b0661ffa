import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../../client/workbench/strings/languages.ts";
import { builtInClone } from "../../support/built-in-clone.ts";
import { builtWorkbench } from "../../support/built-pages.ts";
import { expectOwnFile, expectSelfContained } from "../../support/own-file.ts";

let folder: string;
let html: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nightjar-workbench-"));
  html = Buffer.from(await builtWorkbench()).toString();
});
afterAll(() => rmSync(folder, { recursive: true }));

test("a clone elsewhere builds the same bytes, and says which in a file beside", () => {
  const clone = join(folder, "a longer name, and deeper/source/http/b");
  const page = builtInClone(clone, "workbench.html", "client/workbench/build/main.ts");
  expect(page.equals(Buffer.from(html))).toBe(true);
});

test("it loads nothing, sends nothing, and runs only itself", () => {
  expectOwnFile(html, { wasm: true });
  expectSelfContained(
    html,
    LANGUAGES.map(({ noScript }) => noScript),
  );
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWorkbench } from "../../../client/workbench/build/build.ts";
import { LANGUAGES } from "../../../client/workbench/strings/languages.ts";
import { builtInClone } from "../../support/built-in-clone.ts";
import { expectOwnFile, expectSelfContained } from "../../support/own-file.ts";

let folder: string;
let html: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nightjar-workbench-"));
  html = Buffer.from(await buildWorkbench()).toString();
});
afterAll(() => rmSync(folder, { recursive: true }));

test("two clones build the same bytes, and say which in a file beside", () => {
  const pages = ["a", "a longer name, and deeper/source/http/b"].map((name) =>
    builtInClone(join(folder, name), "workbench.html", "client/workbench/build/main.ts"),
  );
  expect(pages.map((page) => page.equals(Buffer.from(html)))).toEqual([true, true]);
});

test("it loads nothing, sends nothing, and runs only itself", () => {
  expectOwnFile(html, { wasm: true });
  expectSelfContained(
    html,
    LANGUAGES.map(({ noScript }) => noScript),
  );
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CRYPTO_ERROR_CODES } from "../../crypto/errors.ts";
import { HTTP_STATUS, STORE_STATUS } from "../../protocol/http.ts";
import { FOLDERS, filesBelow, ROOT, textOf } from "../support/imports.ts";

const spec = readFileSync(join(ROOT, "SPEC.md"), "utf8");

test("every status and code that the server can answer with stands in a line of SPEC.md", () => {
  const problems = [...Object.entries(HTTP_STATUS), ...Object.entries(STORE_STATUS)];
  // `spool-in-use` is said on the terminal at start, never over HTTP.
  const missing = problems.filter(([code, status]) => {
    const line = spec.split("\n").find((row) => row.startsWith(`| ${status} | `));
    return code !== "spool-in-use" && line?.includes(`\`${code}\``) !== true;
  });
  expect(missing).toEqual([]);
});

test("every code of the intake and of roster verification stands in SPEC.md", () => {
  const elsewhere =
    /^(armor-malformed|header-mac|no-match|payload-corrupt|passphrase-work|identity-malformed|tar-|size-)/;
  const codes = CRYPTO_ERROR_CODES.filter((code) => !elsewhere.test(code));
  expect(codes.filter((code) => !spec.includes(`\`${code}\``))).toEqual([]);
});

test("every section of SPEC.md that the code names is there", () => {
  const files = FOLDERS.flatMap(filesBelow);
  const named = files.flatMap((file) =>
    [...textOf(file).matchAll(/SPEC\.md, "([^"]+)"/g)].map((m) => m[1] ?? ""),
  );
  expect(named).toContain("Roster");
  const headings = [...spec.matchAll(/^#+ (.*)$/gm)].map((m) => m[1]);
  expect(named.filter((name) => !headings.includes(name))).toEqual([]);
});

test("every section that SPEC.md points to is there", () => {
  const headings = [...spec.matchAll(/^#+ (.*)$|\*\*([A-Z][^*]*?)\.?\*\*/gm)].map((m) => m[1] ?? m[2]);
  const pointed = spec
    .replace(/\s+/g, " ")
    .matchAll(/\((?:[^()`"]*, )?"([A-Z][^"]{1,40})"(?:[;,][^()]*)?\)/g);
  const names = [...pointed].map((m) => m[1] ?? "");
  expect(names.length).toBeGreaterThan(25);
  expect(names.filter((name) => !headings.includes(name))).toEqual([]);
});

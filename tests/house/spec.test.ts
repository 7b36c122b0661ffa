import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CRYPTO_ERROR_CODES } from "../../crypto/errors.ts";
import { filesBelow, ROOT, textOf } from "../support/imports.ts";

const spec = readFileSync(join(ROOT, "SPEC.md"), "utf8");

/** The keys of the object literals that map codes to something in a source file. */
function codesIn(file: string): string[] {
  return [...textOf(file).matchAll(/^ {2}"?([a-z]+(?:-[a-z]+)*)"?: (?:\[$|\[\d|"[A-Z])/gm)].map(
    (m) => m[1] ?? "",
  );
}

test("every code that the server can answer with stands in SPEC.md", () => {
  const codes = [...codesIn("server/http/problem.ts"), ...codesIn("server/store/spool.ts")];
  expect(codes).toEqual(expect.arrayContaining(["not-found", "too-large", "part-conflict", "spool-full"]));
  // `spool-in-use` is said on the terminal at start, never over HTTP.
  const missing = codes.filter((code) => code !== "spool-in-use" && !spec.includes(`\`${code}\``));
  expect(missing).toEqual([]);
});

test("every code of the intake and of roster verification stands in SPEC.md", () => {
  const elsewhere =
    /^(armor-malformed|header-mac|no-match|payload-corrupt|passphrase-work|identity-malformed|tar-|size-)/;
  const codes = CRYPTO_ERROR_CODES.filter((code) => !elsewhere.test(code));
  expect(codes.filter((code) => !spec.includes(`\`${code}\``))).toEqual([]);
});

test("every section of SPEC.md that the code names is there", () => {
  const files = ["crypto", "client", "server"].flatMap(filesBelow);
  const named = files.flatMap((file) =>
    [...textOf(file).matchAll(/SPEC\.md, "([^"]+)"/g)].map((m) => m[1] ?? ""),
  );
  expect(named).toContain("Roster");
  const headings = [...spec.matchAll(/^#+ (.*)$/gm)].map((m) => m[1]);
  expect(named.filter((name) => !headings.includes(name))).toEqual([]);
});

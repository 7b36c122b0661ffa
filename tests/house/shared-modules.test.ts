import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** In a process that test files share it would change what was loaded before, which is nothing. */
const REPLACES_A_MODULE = /\bvi\.(mock|doMock)\(/;

test("no test replaces a module: most share a process with others, where that would do nothing", () => {
  const tests = globSync("tests/**/*.test.ts");
  expect(tests.length).toBeGreaterThan(300);
  expect(tests.filter((path) => REPLACES_A_MODULE.test(readFileSync(path, "utf8")))).toEqual([]);
});

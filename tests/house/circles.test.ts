import { expect, test } from "vitest";
import { FOLDERS, filesBelow, importsOf } from "../support/imports.ts";

/** Files that import each other in a circle, types included; each circle once, sorted. */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachableFrom(file, imports)]));
  const circles = [...reached].flatMap(([file, reach]) => {
    if (!reach.has(file)) return [];
    const circle = [...reach].filter((other) => reached.get(other)?.has(file)).sort();
    return circle[0] === file ? [circle] : [];
  });
  return circles;
}

/** All that a file imports, however far down; itself only if a way leads back to it. */
function reachableFrom(file: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...(imports.get(file) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(imports.get(next) ?? []));
  }
  return reached;
}

test("a circle is found, however long, and nothing else is", () => {
  const imports = Object.entries({ a: ["b"], b: ["c", "d"], c: ["a"], d: ["e"], e: [], f: ["f"], g: ["a"] });
  expect(circlesOf(new Map(imports))).toEqual([["a", "b", "c"], ["f"]]);
});

test("no file imports one that imports it, types included", () => {
  const files = FOLDERS.flatMap(filesBelow);
  const imports = new Map(
    files.map((file) => [
      file,
      importsOf(file).flatMap(({ target }) => (/\.tsx?$/.test(target) ? target : [])),
    ]),
  );
  expect(circlesOf(imports)).toEqual([]);
});

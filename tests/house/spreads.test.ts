import { expect, test } from "vitest";
import { FOLDERS, filesBelow, textOf } from "../support/imports.ts";
import { isNode, type Node, nodesOf } from "../support/syntax.ts";

/**
 * What may be called with a list in its arguments: functions of ours whose lists are written out in the code, pairs
 * of places, and the elements of one view. Anything else may be as long as somebody's input, and a long list in
 * arguments overruns the stack: `joined`, `latin1`, `pushAll` and `crypto/lists.ts` take it as a list.
 */
const MAY = new Set([
  ...["element", "mask", "held", "choice", "made.append", "main.replaceChildren"],
  ...["this.element.replaceChildren", "this.#list.replaceChildren", "file.slice", "minifiedStyle"],
  ...["app.use", "createPolicy", "asked[name]", "this.#call", "readRoster"],
  ...["readSigned", "readAnnex", "mergeLines", "confirm.replaceChildren"],
  ...["notice.replaceChildren", "turn.replaceChildren", "choices.replaceChildren"],
]);

/** What is called with a list in its arguments, or by `apply`. */
function spreadsIn(text: string, file = "a.ts"): string[] {
  return nodesOf(text, file).flatMap((node) => {
    const { callee, arguments: given } = node;
    if (!isNode(callee) || !Array.isArray(given)) return [];
    const called = text.slice(callee.start, callee.end);
    return /\.apply$/.test(called) || given.some(({ type }: Node) => type === "SpreadElement")
      ? [called]
      : [];
  });
}

test("the finder finds each kind", () => {
  const kinds = [
    "f(a, ...b);",
    "new F(...b);",
    "x.y(...(b as number[]));",
    "x\n  .y(...b.map((c) => g(...c)));",
  ];
  expect(spreadsIn(kinds.join("\n"))).toEqual(["f", "F", "x.y", "x\n  .y", "g"]);
  expect(spreadsIn("f.apply(x, b); Reflect.apply(f, x, b);")).toEqual(["f.apply", "Reflect.apply"]);
  expect(
    spreadsIn("const a = [...b]; const c = { ...d }; function f(...x: number[]) { return g(x); }"),
  ).toEqual([]);
});

test("a list of unknown length is never spread into arguments", () => {
  const found = FOLDERS.flatMap(filesBelow).flatMap((file) =>
    spreadsIn(textOf(file), file).map((called) => ({ file, called })),
  );
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter(({ called }) => !MAY.has(called))).toEqual([]);
  expect([...MAY].filter((name) => !found.some(({ called }) => called === name))).toEqual([]);
});

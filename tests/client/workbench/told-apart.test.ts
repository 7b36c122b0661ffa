import fc from "fast-check";
import { expect, test } from "vitest";
import type { TipId } from "../../../client/casebook/names.ts";
import { type Called, designationOf, toldApart } from "../../../client/workbench/queue/designation.ts";
import { tipNamed } from "../../support/casebooks.ts";

const called = (number: number, words: string, digits: string): Called => ({
  tip: tipNamed(number),
  words,
  digits,
});
const names = (...all: readonly Called[]) => [...toldApart(all).values()];

test("two with the same words get a number each; whoever is alone with theirs has none", () => {
  expect(
    names(
      called(1, "amber falcon", "347000000000"),
      called(2, "amber falcon", "812000000000"),
      called(3, "river stone", "347000000000"),
    ),
  ).toEqual(["amber falcon 347", "amber falcon 812", "river stone"]);
});

test("where three digits are not enough, more are shown", () => {
  expect(names(called(1, "a b", "347111000000"), called(2, "a b", "347222000000"))).toEqual([
    "a b 347111",
    "a b 347222",
  ]);
});

test("different tips with different digits have different names, in whichever order they come", () => {
  const some = fc.uniqueArray(
    fc.record({ words: fc.constantFrom("a b", "c d", "a b 001"), digits: fc.nat(2000) }),
    {
      selector: ({ words, digits }) => `${words} ${digits}`,
    },
  );
  fc.assert(
    fc.property(some, (list) => {
      const all = list.map(({ words, digits }, i) => called(i, words, String(digits).padStart(12, "0")));
      const ours = all.filter(({ words }) => words !== "a b 001");
      expect(new Set(names(...ours)).size).toBe(ours.length);
      const turned = toldApart(all.toReversed());
      expect([...toldApart(all)].every(([tip, name]) => turned.get(tip) === name)).toBe(true);
    }),
  );
});

test("whoever has a tip's name calls it by the same words", () => {
  const id = `0001000207ff08000001${"9".repeat(44)}` as TipId;
  expect(designationOf(id)).toEqual({ tip: id, words: "ability able", digits: "791932272641" });
  const all = Array.from({ length: 2000 }, (_, i) => designationOf(tipNamed(i)));
  expect(new Set(all.map(({ words }) => words)).size).toBeGreaterThan(1990);
  for (const { words, digits } of all) expect(`${words} ${digits}`).toMatch(/^[a-z]+ [a-z]+ \d{12}$/);
});

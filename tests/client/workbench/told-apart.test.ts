import fc from "fast-check";
import { expect, test } from "vitest";
import { type Called, digitsFromHex, toldApart } from "../../../client/workbench/queue/told-apart.ts";
import { Designations } from "../../../client/workbench/worker/designation.ts";
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

test("words and digits are the same whenever one vault opens an envelope, and say nothing to another", () => {
  const [one, again, other] = [1, 1, 2].map((byte) => new Designations(new Uint8Array(32).fill(byte)));
  const tips = Array.from({ length: 50 }, (_, i) => tipNamed(i));
  const of = (designations: Designations | undefined) => tips.map((tip) => designations?.of(tip));
  expect(of(one)).toEqual(of(again));
  expect(of(one).filter((name, i) => name?.digits === of(other)[i]?.digits)).toEqual([]);
  for (const name of of(one)) {
    expect(name?.words).toMatch(/^[a-z]+ [a-z]+$/);
    expect(name?.digits).toMatch(/^\d{12}$/);
  }
  expect(digitsFromHex("0".repeat(64))).toBe("0".repeat(12));
  expect(digitsFromHex("f".repeat(64))).toMatch(/^\d{12}$/);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { TipId } from "../../../../client/casebook/names.ts";
import { REVIEWING_CODES } from "../../../../client/report/vocabulary/reviewing/codes.ts";
import { linkBetween, SENSES, senseOf, tiesOf } from "../../../../client/workbench/together/links.ts";
import { casebookCodeOf, desks, tipNamed } from "../../../support/casebooks.ts";

const [a, b] = [tipNamed(1), tipNamed(2)].sort() as [TipId, TipId];

const TURNED: Readonly<Record<string, string>> = {
  precedes: "follows",
  follows: "precedes",
  part_of: "has_part",
  has_part: "part_of",
};

test("every code of the vocabulary can be said, and nothing else is", () => {
  const links = new Set(SENSES.map((sense) => linkBetween(a, b, sense).link));
  expect(links).toEqual(new Set(REVIEWING_CODES.link));
});

test("a link says the same from both ends, and a casebook takes it, whichever end makes it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SENSES), fc.boolean(), (sense, turned) => {
      const [tip, other] = turned ? [b, a] : [a, b];
      const link = linkBetween(tip, other, sense);
      expect(senseOf(tip, link)).toBe(sense);
      expect(senseOf(other, link)).toBe(TURNED[sense] ?? sense);
      expect(linkBetween(other, tip, senseOf(other, link))).toEqual(link);
    }),
  );
});

test("what two reviewers said is one tie with both names; taking it back takes both, as far as they were seen", async () => {
  const { desks: all } = desks(2);
  const [one, two] = all;
  if (!one || !two) throw new Error("two desks");
  for (const sense of SENSES)
    expect(await casebookCodeOf(() => one.do({ kind: "linked", ...linkBetween(b, a, sense) }))).toBe(
      "accepted",
    );
  two.do({ kind: "linked", ...linkBetween(a, b, "duplicate") });
  one.merge(two.lines);
  const ties = (tip: TipId) => tiesOf(one.view.tips.get(tip) ?? { tip, links: [] });
  expect(ties(b).map(({ sense, said }) => [sense, said.length])).toEqual(
    SENSES.map((sense) => [sense, sense === "duplicate" ? 2 : 1]),
  );
  expect(ties(a).every(({ other }) => other === b)).toBe(true);
  for (const { said } of ties(b)) {
    const [first] = said;
    if (first) one.do({ ...first.value, kind: "unlinked" });
  }
  expect(ties(a)).toEqual([]);
});

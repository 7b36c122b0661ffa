import fc from "fast-check";
import { expect, test } from "vitest";
import type { Explanation, Suggestion } from "../../../../client/casebook/near/near-index.ts";
import type { TipView } from "../../../../client/casebook/view.ts";
import { en } from "../../../../client/workbench/strings/en.ts";
import { LANGUAGES } from "../../../../client/workbench/strings/languages.ts";
import { byName, findNamed, namedTips } from "../../../../client/workbench/together/find.ts";
import { linkBetween } from "../../../../client/workbench/together/links.ts";
import { offersOf } from "../../../../client/workbench/together/offers.ts";
import { sentenceOf } from "../../../../client/workbench/together/sentences.ts";
import { desks, tipNamed } from "../../../support/casebooks.ts";

const tip = tipNamed(0);
const suggestion = (number: number, why: Explanation): Suggestion => ({
  code: why.code,
  other: tipNamed(number),
  why,
});
const text: Explanation = { code: "similar_text", resemblance: 0.7 };
const place: Explanation = { code: "same_place", place: "Madrid" };
const found = [suggestion(1, text), suggestion(2, place), suggestion(3, place), suggestion(3, text)];

const offered = (view?: Pick<TipView, "links" | "dismissed">) =>
  offersOf(tip, found, view).map(({ other, whys, sense }) => [other, whys.map(({ code }) => code), sense]);

test("what speaks for a tip is one offer, the strongest first, with a link that it may be", () => {
  expect(offered()).toEqual([
    [tipNamed(3), ["same_place", "similar_text"], "duplicate"],
    [tipNamed(1), ["similar_text"], "duplicate"],
    [tipNamed(2), ["same_place"], "same_place"],
  ]);
});

test("what was turned down stays away, in every copy of the casebook; what is linked isn't offered", () => {
  const { desks: all } = desks(2);
  const [one, two] = all;
  if (!one || !two) throw new Error("two desks");
  const pair = [tip, tipNamed(3)].sort();
  one.do({ kind: "dismissed", tips: pair, suggestion: "similar_text" });
  two.do({ kind: "linked", ...linkBetween(tip, tipNamed(2), "same_event") });
  one.merge(two.lines);
  expect(offered(one.view.tips.get(tip))).toEqual([
    [tipNamed(1), ["similar_text"], "duplicate"],
    [tipNamed(3), ["same_place"], "same_place"],
  ]);
  const [first] = offersOf(tipNamed(3), [suggestion(0, text)], one.view.tips.get(tipNamed(3)));
  expect(first).toBeUndefined();
});

test("every reason is a sentence in every language, and what is quoted in it can't act", () => {
  const whys: readonly Explanation[] = [
    text,
    { code: "same_place", place: "Ma\u202edrid" },
    { code: "near_place", kilometres: 2.5, place: "Getafe" },
    { code: "same_name", name: "Casa\nFeliz" },
    { code: "same_file", sha256: "ab".repeat(32) as never },
  ];
  for (const { together } of LANGUAGES) {
    const sentences = whys.map((why) => sentenceOf(why, together));
    expect(new Set(sentences).size).toBe(whys.length);
    expect(sentences.filter((sentence) => /[\u202e\n]/.test(sentence))).toEqual([]);
    expect(sentences.filter((sentence) => !/[.。]$/u.test(sentence))).toEqual([]);
  }
  expect(sentenceOf(text, en.together)).toBe("The texts have 70% in common.");
});

test("a name is found by how its words begin, in any order; nothing typed finds nothing", () => {
  const rows = ["amber falcon", "river stone 347", "falcon ridge", "平安之家 · Madrid"].map(
    (designation, i) => ({
      tip: { id: tipNamed(i) },
      designation,
    }),
  );
  const names = (typed: string) => findNamed(namedTips(rows, tipNamed(2)), typed).map(({ name }) => name);
  expect(names("fal amb")).toEqual(["amber falcon"]);
  expect(names("FALCON")).toEqual(["amber falcon"]);
  expect(names("stone 34")).toEqual(["river stone 347"]);
  expect(names("安之")).toEqual(["平安之家 · Madrid"]);
  expect(names("alcon")).toEqual([]);
  expect(names(" ")).toEqual([]);
  expect(findNamed(namedTips(Array(50).fill(rows[0]), tipNamed(9)), "amber")).toHaveLength(8);
});

test("what people choose from stands by name, as their language has it, however it came", () => {
  const names = ["ärger", "Bern", "zebra", "台北", "香港"];
  const keyed = names.map((name) => ({ key: name, name }));
  fc.assert(
    fc.property(fc.shuffledSubarray(keyed, { minLength: names.length }), (came) => {
      expect(byName(came, ({ name }) => name, "zh-Hans").map(({ key }) => key)).toEqual(
        byName(keyed, ({ name }) => name, "zh-Hans").map(({ key }) => key),
      );
      expect(byName(came, ({ name }) => name, "en").map(({ key }) => key)).toEqual(names);
    }),
  );
});

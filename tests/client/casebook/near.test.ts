import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttachmentHash } from "../../../client/casebook/names.ts";
import { kilometres } from "../../../client/casebook/near/distance.ts";
import { bandsOf } from "../../../client/casebook/near/minhash.ts";
import { NearIndex } from "../../../client/casebook/near/near-index.ts";
import { identifiersIn, type NearTip } from "../../../client/casebook/near/near-tip.ts";
import { comparable, resemblance, shinglesOf } from "../../../client/casebook/near/shingles.ts";
import { foldHan } from "../../../client/folding/fold-han.ts";
import type { Country } from "../../../client/report/countries.ts";
import { encodeTip } from "../../../client/report/tip.ts";
import type { RosterDigest } from "../../../crypto/documents/roster.ts";
import { desks, INSTANCE, tipNamed } from "../../support/casebooks.ts";
import { nearTipOf } from "../../support/near.ts";
import { numbersFrom } from "../../support/seeded.ts";
import { judged, SCRIPTS, syntheticTips, tipWithText } from "../../support/synthetic-tips.ts";
import { RICH_REPORT } from "../report/rich-report.ts";

describe("2,000 tips, 50 of them near-duplicates of ten", () => {
  test.each(SCRIPTS.map((script, seed) => [script, seed] as const))(
    "%s, seed %i: precision and recall of the groups",
    (script, seed) => {
      const { tips, groups } = syntheticTips(2000, 10, 50, seed, script);
      const found = new NearIndex(tips, { fold: foldHan, grouped: 0.5 }).groups();
      const { precision, recall } = judged(found, groups);
      console.info(
        `near-duplicates, ${script}, seed ${seed}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
      );
      expect(precision).toBeGreaterThanOrEqual(0.95);
      expect(recall).toBeGreaterThanOrEqual(0.95);
    },
  );

  test("texts that share nothing but their script and their words are in no group", () => {
    const { tips } = syntheticTips(1000, 0, 0, 3, "mixed");
    expect(new NearIndex(tips, { fold: foldHan, grouped: 0.5 }).groups()).toEqual([]);
  });

  test("where what is alike is so by far, the order of the tips changes nothing", () => {
    const { tips } = syntheticTips(300, 5, 25, 9);
    const groups = (some: readonly NearTip[]) => new NearIndex(some, { grouped: 0.5 }).groups();
    expect(groups([...tips].reverse())).toEqual(groups(tips));
  });

  test("a flood of one text becomes one group without comparing all with all", () => {
    const { tips } = syntheticTips(3000, 1, 2990, 4);
    const [largest] = new NearIndex(tips, { grouped: 0.5 }).groups().toSorted((a, b) => b.length - a.length);
    expect(largest?.length).toBeGreaterThan(2900);
  });
});

describe("a gang's letter, sent a hundred times", () => {
  const [letter = "", story = ""] = syntheticTips(2, 0, 0, 8, "english").tips.map(({ text }) => text);
  const flood = Array.from({ length: 100 }, (_, i) => tipWithText(i, `${letter} ${i}`));
  const victim = (own: string) => tipWithText(500, `They sent me this: ${letter} ${own}`);

  test("a report that quotes it and tells half as much more is in no group with it, and suggested beside it", () => {
    const index = new NearIndex([...flood, victim(story.slice(0, letter.length / 2))]);
    const [group = []] = index.groups();
    expect(group).toHaveLength(flood.length);
    expect(group).not.toContain(tipNamed(500));
    expect(index.similarTo(tipNamed(500))[0]?.resemblance).toBeGreaterThan(0.5);
  });

  test("so is one that tells nearly as much as it quotes", () => {
    const index = new NearIndex([...flood, victim(story.slice(0, letter.length * 0.75))]);
    const [{ other, resemblance } = { other: "", resemblance: 0 }] = index.similarTo(tipNamed(500));
    expect(flood.map(({ tip }) => tip)).toContain(other);
    expect(resemblance).toBeGreaterThanOrEqual(0.5);
    expect(resemblance).toBeLessThan(0.6);
  });

  test("one that adds a sentence only is among them, and named as having text of its own", () => {
    const long = Array.from({ length: 5 }, (_, i) => syntheticTips(1, 0, 0, i, "english").tips[0]?.text).join(
      " ",
    );
    const many = Array.from({ length: 100 }, (_, i) => tipWithText(i, `${long} ${i}`));
    const index = new NearIndex([
      ...many,
      tipWithText(
        500,
        `${long} My brother was taken on Tuesday while I stood by, and nobody tells us where he is.`,
      ),
    ]);
    const [group = []] = index.groups();
    expect(group).toHaveLength(101);
    expect(index.ownTextIn(group)).toEqual([tipNamed(500)]);
  });
});

describe("the parts", () => {
  test("punctuation, width, case and white space tell no two texts apart", () => {
    expect(comparable("ＡＢＣ, d-e\n夜鷹!")).toBe("abcde夜鷹");
    expect(resemblance(shinglesOf(comparable("It was  HERE.")), shinglesOf(comparable("it was here")))).toBe(
      1,
    );
  });

  test("a fold that is given is used: without one, the two scripts stay apart", () => {
    const fold = (text: string) => text.replaceAll("鷹", "鹰").replaceAll("門", "门");
    const tips = [tipWithText(1, "夜鷹在門口叫了三次"), tipWithText(2, "夜鹰在门口叫了三次")];
    expect(new NearIndex(tips, { fold }).similarTo(tipNamed(1))).toEqual([
      { other: tipNamed(2), resemblance: 1 },
    ]);
    expect(new NearIndex(tips).similarTo(tipNamed(1))).toEqual([]);
  });

  test.each([
    [0.9, 1, 1],
    [0.7, 0.99, 1],
    [0.5, 0.84, 0.91],
    [0, 0, 0.01],
  ])(
    "of pairs that resemble each other by %d, a share of %d to %d is looked at",
    (resembling, least, most) => {
      const random = numbersFrom(5);
      const some = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 2 ** 32));
      const meet = () => {
        const [common, own] = [some(400 * resembling), 200 * (1 - resembling)];
        const [a, b] = [some(own), some(own)].map((rest) =>
          bandsOf(Uint32Array.from([...common, ...rest]).sort()),
        );
        return a?.some((band, i) => band === b?.[i]);
      };
      const met = Array.from({ length: 500 }, meet).filter(Boolean).length / 500;
      expect(met).toBeGreaterThanOrEqual(least);
      expect(met).toBeLessThanOrEqual(most);
    },
  );

  test("short texts are near-duplicates only if they are all but the same, and mean the same place", () => {
    const at = (city: string) => ({ typed: [{ country: null, city, address: "" }] });
    const tips = [
      { ...tipWithText(1, "See the picture, please."), ...at("Madrid") },
      { ...tipWithText(2, "see the picture please"), ...at("Madrid") },
      { ...tipWithText(3, "See the picture, please."), ...at("Toronto") },
    ];
    expect(new NearIndex(tips).groups()).toEqual([[tipNamed(1), tipNamed(2)].sort()]);
  });

  test("a long text is compared by a part of its n-grams, and found alike all the same", () => {
    const random = numbersFrom(8);
    const words = (count: number) =>
      Array.from({ length: count }, () => Math.floor(random() * 1e9).toString(36));
    const text = words(9000);
    expect(shinglesOf(comparable(text.join(" "))).length).toBe(2048);
    const changed = text.map((word, i) => (i % 20 === 0 ? "x" : word));
    const [similar] = new NearIndex([
      tipWithText(1, text.join(" ")),
      tipWithText(2, changed.join(" ")),
      tipWithText(3, words(9000).join(" ")),
    ]).similarTo(tipNamed(1));
    expect(similar?.other).toBe(tipNamed(2));
    expect(similar?.resemblance).toBeGreaterThan(0.8);
  });

  test("giving up early never turns two texts that are alike into two that aren't", () => {
    const sets = fc
      .uniqueArray(fc.nat(60), { maxLength: 60 })
      .map((numbers) => Uint32Array.from(numbers).sort());
    fc.assert(
      fc.property(sets, sets, fc.constantFrom(0.1, 0.5, 0.9, 1), (a, b, least) => {
        const either = new Set([...a, ...b]).size;
        const share = either === 0 ? 0 : (a.length + b.length - either) / either;
        expect(resemblance(a, b)).toBeCloseTo(share, 12);
        if (share >= least) expect(resemblance(a, b, least)).toBeCloseTo(share, 12);
        else expect(resemblance(a, b, least)).toBeLessThan(least);
      }),
    );
  });

  test("a tip whose text or place is known anew is where it belongs now, and no more where it was", () => {
    const [one, two] = [tipWithText(1, "夜鷹在門口叫了三次"), tipWithText(2, "夜鷹在門口叫了三次")];
    const index = new NearIndex([one, two]);
    expect(index.groups()).toHaveLength(1);
    index.put({ ...two, text: "一篇完全不同的文字，別的事情", names: ["平安之家"] });
    expect(index.groups()).toEqual([]);
    expect(index.similarTo(tipNamed(1))).toEqual([]);
    index.put({ ...one, names: ["平安之家"] });
    expect(index.suggestionsFor(tipNamed(1)).map(({ code }) => code)).toEqual(["same_name"]);
    index.put(two);
    index.put(one);
    expect(index.groups()).toHaveLength(1);
    expect(index.suggestionsFor(tipNamed(1)).map(({ code }) => code)).toEqual(["similar_text"]);
  });

  test("no text is like no other text, not even like itself", () => {
    expect(new NearIndex([tipWithText(1, ""), tipWithText(2, ""), tipWithText(3, "。 !")]).groups()).toEqual(
      [],
    );
  });

  test("what points at one person is found in a text", () => {
    expect(
      identifiersIn(
        "Call +34 600 123 456 or 600-123-456; me@Example.org, HTTPS://x.example/y, in 2019, room 12",
      ),
    ).toEqual(["34600123456", "600123456", "me@example.org"]);
    expect(identifiersIn("see https://Bad.example/path")).toEqual(["https://bad.example"]);
    // In time that grows with the text: what grows with its square takes minutes here, and Firefox refuses it.
    for (const unit of ["x", "a.", "https://", "1 ", "a@"])
      expect(identifiersIn(unit.repeat(200_000)).every((name) => name.length < 600)).toBe(true);
  });

  test("it is looked for where it may begin, and so found as by one search through the whole", () => {
    const whole =
      /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|https?:\/\/[^\s/]{1,253}|\+?\d(?:[ .()-]{0,2}\d){6,14}/gu;
    const pieces = [
      "@",
      "a.b",
      "+",
      "1",
      "234",
      "600 123-45",
      "http://",
      "https:",
      "x".repeat(64),
      " ",
      "/",
      "餐😀",
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (said) => {
        const names = [...said.matchAll(whole)].map(([name]) =>
          /^\+?\d/.test(name) ? name.replace(/\D/g, "") : name.toLowerCase(),
        );
        expect(identifiersIn(said)).toEqual([...new Set(names)]);
      }),
      { numRuns: 2_000 },
    );
  });

  test("distances", () => {
    expect(kilometres({ lat: 40.4165, lon: -3.7026 }, { lat: 41.3888, lon: 2.159 })).toBeCloseTo(505, -1);
    expect(kilometres({ lat: 0, lon: 179.99 }, { lat: 0, lon: -179.99 })).toBeCloseTo(2.2, 1);
  });
});

test("a kept tip is compared by its narrative, its places, the names it gives and its files", () => {
  const {
    desks: [desk],
  } = desks(1);
  if (!desk) throw new Error("a desk");
  const tip = tipNamed(1);
  const roster = new Uint8Array(32) as RosterDigest;
  const report = { ...RICH_REPORT, narrative: "call +34 600 123 456" };
  const bytes = encodeTip({
    instance: INSTANCE,
    roster,
    language: "en",
    report,
    attachments: [],
    reply: null,
  });
  const sha256 = "77".repeat(32) as AttachmentHash;
  const attachments = [
    { name: "attachments/01-photo.jpg", type: "image/jpeg", size: 1, sha256, stored: false },
  ];
  const text = new TextDecoder().decode(bytes);
  desk.do({ kind: "noted", about: tipNamed(2), text: "never kept" });
  desk.do({ kind: "kept", tip, form: "report", text, attachments, arrived: null });
  const place = { geonames: 1, name: "Madrid", country: "ES" as Country, lat: 40.4165, lon: -3.7026 };
  desk.do({ kind: "placed", about: tip, which: "station", place });
  const [known, spoken] = [1, 2].map((number) => desk.view.tips.get(tipNamed(number)));
  if (!known || !spoken) throw new Error("both tips");
  expect(nearTipOf(spoken)).toBeUndefined();
  expect(nearTipOf(known)).toMatchObject({
    tip,
    text: "call +34 600 123 456",
    typed: [{ city: "Madrid", address: "Calle de la Luna 3" }, { city: "高雄" }],
    chosen: [place],
    names: ["平安之家", "karaoke upstairs", "长乐", "34600123456"],
    files: [sha256],
  });
});

describe("suggestions, each with its reason", () => {
  const tip = (number: number, more: Partial<NearTip> = {}): NearTip => ({
    ...tipWithText(number, ""),
    ...more,
  });
  const place = (geonames: number, name: string, lat: number, lon: number) => ({
    geonames,
    name,
    lat,
    lon,
    country: "ES" as Country,
  });
  const typed = (city: string, address: string) => [{ country: "ES" as Country, city, address }];
  const reasons = (one: NearTip, two: NearTip) =>
    new NearIndex([one, two]).suggestionsFor(one.tip).map(({ why }) => why);

  test("the same file", () => {
    const files = ["ab".repeat(32) as AttachmentHash];
    expect(reasons(tip(1, { files }), tip(2, { files }))).toEqual([{ code: "same_file", sha256: files[0] }]);
  });

  test("the same name, however it is written", () => {
    expect(reasons(tip(1, { names: ["Casa  Feliz"] }), tip(2, { names: ["casa feliz!"] }))).toEqual([
      { code: "same_name", name: "Casa  Feliz" },
    ]);
    expect(reasons(tip(1, { names: ["A"] }), tip(2, { names: ["a"] }))).toEqual([]);
  });

  test("the same place, chosen or typed", () => {
    const chosen = [place(1, "Madrid", 40.4165, -3.7026)];
    expect(reasons(tip(1, { chosen }), tip(2, { chosen }))).toEqual([
      { code: "same_place", place: "Madrid" },
    ]);
    expect(
      reasons(tip(1, { typed: typed("Madrid", "Luna 3") }), tip(2, { typed: typed("MADRID", "Luna, 3") })),
    ).toEqual([{ code: "same_place", place: "Madrid, Luna 3" }]);
    expect(reasons(tip(1, { typed: typed("", "") }), tip(2, { typed: typed("", "") }))).toEqual([]);
  });

  test("a near place, across the antimeridian and near a pole too, and not a far one", () => {
    for (const [lat, lon, lat2, lon2, near] of [
      [40.4165, -3.7026, 40.45, -3.65, true],
      [40.4165, -3.7026, 40.4165, -3.5, false],
      [-17.8, 179.99, -17.8, -179.99, true],
      [-17.8, 180, -17.8, -179.95, true],
      [78.22, 15.6, 78.22, 15.9, true],
    ] as const) {
      const [one, two] = [
        tip(1, { chosen: [place(1, "a", lat, lon)] }),
        tip(2, { chosen: [place(2, "b", lat2, lon2)] }),
      ];
      const codes = [reasons(one, two), reasons(two, one)].map((whys) => whys.map(({ code }) => code));
      expect(codes).toEqual(near ? [["near_place"], ["near_place"]] : [[], []]);
    }
  });

  test("what hundreds share says nothing of two of them", () => {
    const many = Array.from({ length: 300 }, (_, i) => tip(i, { typed: typed("Madrid", "") }));
    expect(new NearIndex(many).suggestionsFor(tipNamed(1))).toEqual([]);
  });
});

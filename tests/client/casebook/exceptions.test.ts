import { beforeEach, describe, expect, test } from "vitest";
import { awaitedIn, exceptionsAmong } from "../../../client/casebook/exceptions.ts";
import { contentOf } from "../../../client/casebook/export/content.ts";
import { countsExport } from "../../../client/casebook/export/counts-file.ts";
import { exportedActs } from "../../../client/casebook/export/export.ts";
import { reasonsAgainst } from "../../../client/casebook/export/permit.ts";
import { type Selection, selectCases } from "../../../client/casebook/export/select.ts";
import { viewOf } from "../../../client/casebook/fold.ts";
import { signAct } from "../../../client/casebook/line.ts";
import { newDeviceId, newEntityId, type TipId } from "../../../client/casebook/names.ts";
import { tallyOf } from "../../../client/casebook/tally.ts";
import type { CasebookView, TipView } from "../../../client/casebook/view.ts";
import type { What } from "../../../client/casebook/what.ts";
import type { Country } from "../../../client/report/countries.ts";
import { DAY, Desk, desks, INSTANCE, keep, readerAfter, sodium } from "../../support/casebooks.ts";

let honest: Desk;
let liar: Desk;

const merge = () => {
  honest.merge(liar.lines);
  liar.merge(honest.lines);
};
const tipIn = (view: CasebookView, tip: TipId): TipView => {
  const found = view.tips.get(tip);
  if (!found) throw new Error("no tip");
  return found;
};
const reasons = (tip: TipId) => {
  const view = tipIn(honest.view, tip);
  return reasonsAgainst(view, contentOf(view, INSTANCE), "public");
};
const outlook = (): Selection => selectCases(honest.view, { instance: INSTANCE, audience: "public" });

/** Two acts that both are the first of one chain: each is in doubt, and so is all that follows. */
const forked = ({ person }: Desk, whats: readonly What[]) => {
  const device = newDeviceId();
  const chain = { instance: INSTANCE, reviewer: person.key, device, previous: null, heads: [], number: 1 };
  return whats.map((what) => signAct({ ...chain, on: DAY, what }, person.seed, sodium));
};

beforeEach(() => {
  [honest, liar] = desks(2).desks as [Desk, Desk];
});

describe("what one reviewer alone lets leave", () => {
  test("is marked with its author in what is looked at and where it is recorded, until anybody withdraws it", () => {
    const tip = keep(honest, 1, ["internal"], { narrative: "It was Wang." });
    const redaction = honest.do({
      kind: "redacted",
      tip,
      field: "narrative",
      from: 7,
      to: 11,
      why: "a name",
    });
    merge();
    const override = liar.do({ kind: "overridden", about: tip, audience: "public", why: "trust me" });
    const lifting = liar.do({ kind: "unredacted", tip, redaction });
    merge();
    const by = liar.person.key;
    expect(outlook().cases[0]?.text).toBe("It was Wang.");
    const marks = [
      { kind: "overridden", act: override, by, why: "trust me", about: tip },
      { kind: "unredacted", act: lifting, by, about: tip },
    ];
    expect(outlook().exceptions.get(tip)).toMatchObject(marks);
    const cases = [{ about: tip, number: "1" }];
    const manifest = "33".repeat(32);
    honest.do({ kind: "exported", form: "csv", audience: "public", cases, manifest, withheld: 0 });
    honest.do({ kind: "withdrawn", about: tip, act: lifting });
    expect(outlook().cases[0]?.text).toBe("It was […].");
    honest.do({ kind: "withdrawn", about: tip, act: override });
    expect(reasons(tip)).toEqual(["consent", "tlp"]);
    honest.do({ kind: "exported", form: "csv", audience: "public", cases, manifest, withheld: 0 });
    const logged = honest.view.exports.map(({ value }) => value.exceptions.length).sort();
    expect(logged).toEqual([0, 2]);
    expect(honest.view.exports.find(({ value }) => value.exceptions.length > 0)?.value.exceptions).toEqual(
      expect.arrayContaining(marks.map((mark) => expect.objectContaining(mark))),
    );
  });

  test("is named where a publication counted it, and behind a station alone: looked at before, and in the log", () => {
    const tips = [1, 2, 3, 4, 5].map((n) => keep(honest, n, n === 1 ? ["internal"] : ["statistics"]));
    const [about] = tips as [TipId, ...TipId[]];
    for (const tip of tips) honest.do({ kind: "verified", about: tip, verification: "likely" });
    const station = newEntityId();
    const of = { title: "S", country: null, premises: [], summary: "" };
    honest.do({ kind: "entity", entity: station, sort: "station", ...of });
    honest.do({ kind: "supports", tip: about, entity: station });
    merge();
    const mark = { kind: "overridden", about, act: "", by: liar.person.key, why: "trust me" };
    const override = (audience: "statistics" | "public") => ({
      ...mark,
      act: liar.do({ kind: "overridden", about, audience, why: mark.why }),
    });
    const [counted, open] = [override("statistics"), override("public")];
    merge();
    const counts = countsExport(honest.view, ["country"], { instance: INSTANCE, audience: "statistics" });
    expect(exceptionsAmong(honest.view, counts.abouts, "statistics")).toMatchObject([counted]);
    const selection = selectCases(honest.view, { instance: INSTANCE, audience: "statistics" });
    for (const what of [...counts.counted, ...exportedActs(selection, "counts", counts.files)])
      honest.do(what);
    expect(exceptionsAmong(honest.view, [station], "public")).toMatchObject([open]);
    const cases = [{ about: station, number: "1" }];
    const manifest = "33".repeat(32);
    honest.do({ kind: "exported", form: "csv", audience: "public", cases, manifest, withheld: 0 });
    const log = () => honest.view.exports.map(({ value }) => value.exceptions);
    const logged = [[counted], [open]].map((all) => all.map((one) => expect.objectContaining(one)));
    expect(log()).toEqual(expect.arrayContaining(logged));
    honest.do({ kind: "unsupports", tip: about, entity: station });
    honest.do({ kind: "exported", form: "csv", audience: "public", cases, manifest, withheld: 0 });
    expect(log()).toEqual(expect.arrayContaining([...logged, []]));
  });

  test("is not crowded out of the record by others of the same, said afterwards", () => {
    const tip = keep(honest, 1, ["internal"]);
    merge();
    const lie = { kind: "overridden", about: tip, audience: "public", why: "trust me" } as const;
    const override = liar.do(lie);
    merge();
    const cases = [{ about: tip, number: "1" }];
    const manifest = "33".repeat(32);
    honest.do({ kind: "exported", form: "csv", audience: "public", cases, manifest, withheld: 0 });
    const crowd = Array.from({ length: 120 }, (_, i) => {
      const chain = { instance: INSTANCE, reviewer: liar.person.key, device: newDeviceId() };
      const first = { ...chain, previous: null, heads: [], number: 1 };
      return signAct({ ...first, on: DAY, what: { ...lie, why: `${i}` } }, liar.person.seed, sodium);
    });
    honest.merge(crowd);
    const [logged] = honest.view.exports;
    expect(logged?.value.exceptions.map(({ act }) => act)).toEqual([override]);
  });

  test("is not crowded out of a station's record by supports of another, said a thousand times before", () => {
    const [about, another] = [1, 2].map((n) => keep(honest, n, ["internal"])) as [TipId, TipId];
    const station = newEntityId();
    const of = { title: "S", country: null, premises: [], summary: "" };
    honest.do({ kind: "entity", entity: station, sort: "station", ...of });
    honest.do({ kind: "supports", tip: about, entity: station });
    merge();
    const override = liar.do({ kind: "overridden", about, audience: "public", why: "trust me" });
    liar.do({ kind: "overridden", about: another, audience: "partners", why: "trust me" });
    const crowd = Array.from({ length: 1_100 }, () => {
      const chain = { instance: INSTANCE, reviewer: liar.person.key, device: newDeviceId() };
      const what = { kind: "supports", tip: another, entity: station } as const;
      return signAct(
        { ...chain, previous: null, heads: [], number: 1, on: DAY, what },
        liar.person.seed,
        sodium,
      );
    });
    liar.merge(crowd);
    merge();
    // An act names a thousand others at most.
    honest.do({ kind: "noted", about, text: "seen" });
    honest.do({ kind: "noted", about, text: "seen" });
    const cases = [{ about: station, number: "1" }];
    const manifest = "33".repeat(32);
    honest.do({ kind: "exported", form: "csv", audience: "public", cases, manifest, withheld: 0 });
    const [logged] = honest.view.exports;
    expect(logged?.value.exceptions.map(({ act }) => act)).toEqual([override]);
  });

  test("a withdrawal takes away nothing else, and one in doubt takes away nothing", () => {
    const tip = keep(honest, 1, ["internal"]);
    const redaction = honest.do({ kind: "redacted", tip, field: "narrative", from: 0, to: 5, why: "a name" });
    const override = honest.do({ kind: "overridden", about: tip, audience: "public", why: "asked" });
    merge();
    liar.do({ kind: "withdrawn", about: tip, act: redaction });
    liar.merge(
      forked(liar, [
        { kind: "withdrawn", about: tip, act: override },
        { kind: "unredacted", tip, redaction },
      ]),
    );
    merge();
    expect(tipIn(honest.view, tip).redactions).toHaveLength(1);
    expect(reasons(tip)).toEqual([]);
  });
});

describe("where two reviewers have said that an exception takes two", () => {
  let other: Desk;
  let tip: TipId;
  const mergeAll = () => {
    const all = [honest, liar, other];
    const lines = all.flatMap((desk) => desk.lines);
    for (const desk of all) desk.merge(lines);
  };
  const rule = (desk: Desk, reviewers: number) => {
    desk.do({ kind: "ruled", reviewers });
    mergeAll();
  };
  const takes = () => honest.view.ruling.reviewers;

  beforeEach(() => {
    [honest, liar, other] = desks(3).desks as [Desk, Desk, Desk];
    tip = keep(honest, 1, ["internal"], { narrative: "It was Wang." });
    mergeAll();
  });

  test("one alone says nothing by it, nor as often as they like, and is shown as waiting", () => {
    for (let i = 0; i < 3; i++) rule(liar, 2);
    expect(honest.view.ruling).toMatchObject({ reviewers: 1, proposed: [{ by: liar.person.key, value: 2 }] });
    rule(honest, 2);
    expect(honest.view.ruling).toEqual({ reviewers: 2, proposed: [] });
  });

  test("an override holds once two stand for it, and the words of a redaction stay hidden till then", () => {
    const hidden = { kind: "redacted", tip, field: "narrative", from: 7, to: 11, why: "a name" } as const;
    const redaction = honest.do(hidden);
    rule(honest, 2);
    rule(other, 2);
    const lie = { kind: "overridden", about: tip, audience: "public", why: "trust me" } as const;
    for (let i = 0; i < 3; i++) liar.do(lie);
    liar.do({ kind: "unredacted", tip, redaction });
    mergeAll();
    expect(reasons(tip)).toEqual(["consent", "tlp"]);
    expect(awaitedIn(tipIn(honest.view, tip), "public").map(({ kind, by }) => [kind, by])).toEqual(
      expect.arrayContaining(["overridden", "unredacted"].map((kind) => [kind, liar.person.key])),
    );
    expect(awaitedIn(tipIn(honest.view, tip), "partners").map(({ kind }) => kind)).toEqual(["unredacted"]);
    const agreed = other.do({ ...lie, why: "I asked them" });
    mergeAll();
    expect(outlook().cases[0]?.text).toBe("It was […].");
    other.do({ kind: "unredacted", tip, redaction });
    mergeAll();
    expect(outlook().cases[0]?.text).toBe("It was Wang.");
    honest.do({ kind: "withdrawn", about: tip, act: agreed });
    expect(reasons(tip)).toEqual(["consent", "tlp"]);
  });

  test("one alone doesn't undo it: not with an old word of another's, nor at the same time as others decide", () => {
    rule(other, 1);
    const early = liar.lines;
    rule(honest, 2);
    rule(other, 2);
    rule(liar, 1);
    expect(takes()).toBe(2);
    const copy = new Desk({ ...liar.person, device: newDeviceId() }, liar.reader);
    copy.merge(early);
    copy.do({ kind: "ruled", reviewers: 1 });
    honest.merge(copy.lines);
    expect(takes()).toBe(2);
    rule(honest, 1);
    expect(takes()).toBe(1);
  });

  test("one alone doesn't undo it by words that stand before all others", () => {
    rule(honest, 2);
    rule(liar, 2);
    expect(takes()).toBe(2);
    const lines = Array.from({ length: 60 }, (_, i) => {
      const chain = { instance: INSTANCE, reviewer: liar.person.key, device: newDeviceId() };
      const first = { ...chain, previous: null, heads: [], number: 1 };
      const what = { kind: "ruled", reviewers: (i % 2) + 1 } as const;
      return signAct({ ...first, on: DAY, what }, liar.person.seed, sodium);
    });
    honest.merge(lines);
    expect(takes()).toBe(2);
  });

  test("who has left makes it one again for nobody, and leaves it at two", () => {
    rule(other, 2);
    rule(honest, 2);
    const today = readerAfter(
      [honest, liar, other].map(({ person }) => person),
      [other.person],
    );
    expect(viewOf(today.actsOf(honest.lines)).ruling.reviewers).toBe(2);
    rule(other, 1);
    rule(liar, 1);
    expect(takes()).toBe(1);
    expect(viewOf(today.actsOf(honest.lines)).ruling.reviewers).toBe(2);
  });
});

describe("acts of a broken chain", () => {
  test("a tip that they keep otherwise leaves all the same", () => {
    const tip = keep(honest, 1, ["publish_anon"]);
    honest.do({ kind: "tlp", tip, tlp: "clear" });
    const kept = tipIn(honest.view, tip).kept[0]?.value;
    if (!kept) throw new Error("not kept");
    const lie = { ...kept, form: "text" } as const;
    liar.merge(forked(liar, [lie, { ...lie, arrived: null }]));
    merge();
    expect(tipIn(honest.view, tip).kept).toHaveLength(3);
    expect(reasons(tip)).toEqual([]);
    expect(contentOf(tipIn(honest.view, tip), INSTANCE)?.report).not.toBeNull();
  });

  test("a station has no country, sort or title of theirs, whatever their digests", () => {
    const tip = keep(honest, 1, ["publish_anon"]);
    const entity = newEntityId();
    const station = {
      kind: "entity",
      entity,
      sort: "station",
      title: "S",
      premises: [],
      summary: "s",
    } as const;
    honest.do({ ...station, country: "ES" as Country });
    honest.do({ kind: "supports", tip, entity });
    const lies = Array.from({ length: 8 }, (_, i) => ({
      ...station,
      sort: "incident" as const,
      title: `lie ${i}`,
      country: "FR" as Country,
    }));
    liar.merge(forked(liar, lies));
    merge();
    const { cases } = selectCases(honest.view, {
      instance: INSTANCE,
      audience: "internal",
      kinds: ["station"],
    });
    expect(cases).toMatchObject([{ kind: "station", title: "S", station: { country: "ES" }, text: "s" }]);
    expect(tallyOf(honest.view, INSTANCE).filter(({ kind }) => kind === "station")).toMatchObject([
      { counted: { country: "ES" } },
    ]);
  });

  test("no sharing is wider by what is in doubt", () => {
    const tip = keep(honest, 1, ["publish_anon"]);
    liar.merge(
      forked(liar, [
        { kind: "tlp", tip, tlp: "clear" },
        { kind: "noted", about: tip, text: "x" },
      ]),
    );
    merge();
    expect(reasons(tip)).toEqual(["tlp"]);
  });
});

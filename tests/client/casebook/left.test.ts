import { beforeEach, describe, expect, test } from "vitest";
import { contentOf } from "../../../client/casebook/export/content.ts";
import { reasonsAgainst } from "../../../client/casebook/export/permit.ts";
import { selectCases } from "../../../client/casebook/export/select.ts";
import { viewOf } from "../../../client/casebook/fold.ts";
import { accepting } from "../../../client/casebook/left.ts";
import { signAct } from "../../../client/casebook/line.ts";
import type { ActDigest, TipId } from "../../../client/casebook/names.ts";
import { dropping } from "../../../client/casebook/unverified.ts";
import { versionsOf } from "../../../client/casebook/versions.ts";
import {
  casebookCodeOf,
  DAY,
  Desk,
  INSTANCE,
  keep,
  newPerson,
  readerAfter,
  readerFor,
  sodium,
} from "../../support/casebooks.ts";

const people = [newPerson(), newPerson(), newPerson()] as const;
const [lark, wren, heron] = people;
const before = readerFor(...people);
/** Knows that Lark has left. */
const today = readerAfter(people, [lark]);

let tip: TipId;
/** What Lark's key writes, whoever has it. */
let larks: Desk;
let wrens: Desk;

/** Wren's desk once Lark has left, or Heron's. */
const deskOf = (person: typeof wren, ...copies: readonly Desk[]) => {
  const desk = new Desk(person, today);
  for (const copy of [wrens, ...copies]) desk.merge(copy.lines);
  return desk;
};
const tipIn = (desk: Desk) => {
  const view = desk.view.tips.get(tip);
  if (!view) throw new Error("no tip");
  return view;
};
const reasons = (desk: Desk) => reasonsAgainst(tipIn(desk), contentOf(tipIn(desk), INSTANCE), "public");
const codes = (desk: Desk) => desk.acts.findings.map(({ code }) => code);

beforeEach(() => {
  larks = new Desk(lark, before);
  wrens = new Desk(wren, before);
  tip = keep(larks, 1, ["internal"], { narrative: "It was Wang." });
  larks.do({ kind: "graded", tip, source: "A", information: "1" });
  wrens.merge(larks.lines);
  wrens.do({ kind: "redacted", tip, field: "narrative", from: 7, to: 11, why: "a name" });
});

describe("acts of a reviewer who has left", () => {
  test("count as far as somebody of today had seen them", () => {
    expect(codes(deskOf(wren))).toEqual([]);
    expect(tipIn(deskOf(wren)).grade).toMatchObject([{ by: lark.key, doubt: null }]);
  });

  test("count for nothing and are named, whatever day and place in a chain they claim", () => {
    const redaction = tipIn(wrens).redactions[0]?.act as ActDigest;
    larks.merge(wrens.lines);
    larks.do({ kind: "unredacted", tip, redaction });
    larks.do({ kind: "overridden", about: tip, audience: "public", why: "trust me" });
    larks.do({ kind: "tlp", tip, tlp: "clear" });
    const desk = deskOf(wren, larks);
    expect(codes(desk)).toEqual(["reviewer-left", "reviewer-left", "reviewer-left"]);
    expect(reasons(desk)).toEqual(["consent", "tlp"]);
    expect(tipIn(desk).redactions).toHaveLength(1);
    expect(desk.view.unverified.map(({ said }) => said?.kind).sort()).toEqual([
      "overridden",
      "tlp",
      "unredacted",
    ]);
  });

  test("can't break with a fork what had been seen", () => {
    const [first] = before.actsOf(larks.lines).signed;
    const what = { kind: "noted", about: tip, text: "never said" } as const;
    const fork = { ...(first?.act as NonNullable<typeof first>["act"]), on: DAY, what };
    const desk = deskOf(wren);
    desk.merge([signAct(fork, lark.seed, sodium)]);
    expect(codes(desk)).toEqual(["reviewer-left"]);
    expect(desk.acts.signed.every(({ doubt }) => doubt === null)).toBe(true);
  });

  test("aren't seen by going on beside them: nobody names them who hasn't accepted them", () => {
    larks.do({ kind: "tlp", tip, tlp: "clear" });
    const desk = deskOf(wren, larks);
    for (const what of dropping(desk.view.unverified, "theirs no more")) desk.do(what);
    desk.do({ kind: "noted", about: tip, text: "went on" });
    expect(codes(deskOf(heron, desk))).toEqual(["reviewer-left"]);
    expect(tipIn(deskOf(heron, desk)).tlp).toEqual([]);
    expect(deskOf(heron, desk).view.unverified).toEqual([]);
  });

  test("hide what they redact all the same", () => {
    larks.do({ kind: "redacted", tip, field: "narrative", from: 0, to: 2, why: "more" });
    const options = { instance: INSTANCE, audience: "internal" } as const;
    expect(selectCases(deskOf(wren, larks).view, options).cases[0]?.text).toBe("[…] was […].");
  });
});

describe("what they did last, handed on after they left", () => {
  test("counts once somebody of today accepts it, for everybody, with who did so and why; no more than that", () => {
    larks.do({ kind: "tlp", tip, tlp: "amber" });
    larks.do({ kind: "noted", about: tip, text: "my last word" });
    const handedOn = deskOf(wren, larks);
    larks.do({ kind: "tlp", tip, tlp: "clear" });
    for (const what of accepting(handedOn.view.unverified, lark.key, "asked her on the phone"))
      handedOn.do(what);
    handedOn.do({ kind: "noted", about: tip, text: "thanks" });
    const herons = deskOf(heron, handedOn, larks);
    expect(codes(herons)).toEqual(["reviewer-left"]);
    expect(tipIn(herons).tlp).toMatchObject([{ value: "amber", by: lark.key, doubt: null }]);
    expect(
      tipIn(herons)
        .notes.map(({ value }) => value)
        .sort(),
    ).toEqual(["my last word", "thanks"]);
    expect(herons.view.accepted).toMatchObject([
      { by: wren.key, value: { why: "asked her on the phone", acts: { length: 2 } } },
    ]);
  });

  test("counts also where a reviewer of today named it in an act of their own: by whom is said, unless they accepted it", () => {
    const of = (desk: Desk) => desk.view.vouched.map(({ left, by, acts }) => ({ left, by, acts }));
    const seen = { left: lark.key, by: wren.key, acts: 2 };
    expect(of(deskOf(heron))).toEqual([seen]);
    larks.do({ kind: "tlp", tip, tlp: "clear" });
    const heronsLie = new Desk(heron, before);
    for (const { lines } of [wrens, larks]) heronsLie.merge(lines);
    heronsLie.do({ kind: "noted", about: tip, text: "went on" });
    const open = deskOf(wren, heronsLie);
    expect(open.view.vouched).toEqual([
      { ...seen, last: DAY },
      { left: lark.key, by: heron.key, acts: 3, last: DAY },
    ]);
    const handedOn = deskOf(wren, larks);
    for (const what of accepting(handedOn.view.unverified, lark.key, "asked her")) handedOn.do(what);
    expect(of(handedOn)).toEqual([seen]);
  });

  test("isn't accepted by somebody who has left too, nor by an act that doesn't name it among its heads", () => {
    larks.do({ kind: "tlp", tip, tlp: "clear" });
    const [act] = larks.acts.signed.slice(-1);
    const other = new Desk({ ...lark, device: heron.device }, before);
    other.merge(larks.lines);
    other.do({ kind: "accepted", acts: [act?.digest as ActDigest], why: "mine" });
    expect(new Set(codes(deskOf(wren, other)))).toEqual(new Set(["reviewer-left"]));
    const bare = {
      instance: INSTANCE,
      reviewer: wren.key,
      device: heron.device,
      previous: null,
      heads: [],
      number: 1,
      on: DAY,
      what: { kind: "accepted", acts: [act?.digest as ActDigest], why: "slip" },
    } as const;
    return expect(casebookCodeOf(() => signAct(bare, wren.seed, sodium))).resolves.toBe("act-malformed");
  });

  test("of more than a thousand acts, a thousand an act", () => {
    const one = { line: "x" as never, code: "reviewer-left" } as const;
    const many = Array.from({ length: 1500 }, (_, i) => ({
      ...one,
      said: {
        by: lark.key,
        on: DAY,
        kind: "noted" as const,
        act: i.toString(16).padStart(64, "0") as ActDigest,
      },
    }));
    expect(accepting(many, lark.key, "why").map(({ acts }) => acts.length)).toEqual([1000, 500]);
    expect(accepting(many, wren.key, "why")).toEqual([]);
    const desk = deskOf(wren);
    for (const what of accepting(many, lark.key, "why")) desk.do(what);
    expect(codes(desk)).toEqual(["head-missing", "head-missing"]);
  });
});

test.each([
  ["keeps what the liar chooses", 0],
  ["chooses what the liar keeps", 1],
] as const)("who has left is nobody's second: a revoked key that %s chooses no version", (_, turn) => {
  const kept = tipIn(wrens).kept[0];
  if (!kept) throw new Error("nothing kept");
  const text = kept.value.text.replace('["internal"]', '["publish_anon"]');
  const liar = new Desk(heron, before);
  liar.merge(wrens.lines);
  const [keeps, chooses] = turn === 0 ? [larks, liar] : [liar, larks];
  const lie = keeps.do({ ...kept.value, text });
  chooses.merge(keeps.lines);
  chooses.do({ kind: "settled", chosen: lie, over: [kept.act] });
  liar.merge(larks.lines);
  liar.do({ kind: "noted", about: tip, text: "I have seen it" });
  expect(versionsOf(viewOf(before.actsOf(liar.lines)).tips.get(tip)?.kept ?? [])).toHaveLength(1);
  const desk = deskOf(wren, liar);
  expect(codes(desk)).toEqual([]);
  expect(versionsOf(tipIn(desk).kept)).toHaveLength(2);
  expect(reasons(desk)).toContain("kept-differently");
});

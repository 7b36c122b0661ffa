import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Act, parseAct } from "../../../client/casebook/acts.ts";
import { type Acts, type Finding, nextAct } from "../../../client/casebook/chain.ts";
import { viewOf } from "../../../client/casebook/fold.ts";
import { type Line, mergeLines, signAct } from "../../../client/casebook/line.ts";
import { newDeviceId } from "../../../client/casebook/names.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import { parseInstanceId } from "../../../crypto/documents/anchor.ts";
import { encodeSignedDocument, parseSignedDocument, signDocument } from "../../../crypto/documents/dsse.ts";
import {
  casebookCodeOf,
  DAY,
  Desk,
  digestOfAct,
  INSTANCE,
  newPerson,
  plain,
  readerFor,
  sodium,
  tipNamed,
} from "../../support/casebooks.ts";

const tip = tipNamed(1);
const [wren, heron, stranger] = [newPerson(), newPerson(), newPerson()];
const reader = readerFor(wren, heron);

const codes = ({ findings }: Acts) => findings.map(({ code }) => code);
const noteOf = (text: string) => ({ kind: "noted", about: tip, text }) as const;
const actOf = (line: Line): Act => parseAct(parseSignedDocument(utf8(line)).payload);
const notesOf = (acts: Acts) => (viewOf(acts).tips.get(tip)?.notes ?? []).map(({ value }) => value).sort();

/** Wren and Heron take turns, each reading the other first; the lines in the order they were made. */
function story(): Line[] {
  const [a, b] = [new Desk(wren, reader), new Desk(heron, reader)];
  const lines: Line[] = [];
  for (let i = 0; i < 8; i++) {
    const [desk, other] = i % 2 === 0 ? [a, b] : [b, a];
    desk.merge(other.lines);
    const before = new Set(desk.lines);
    desk.do(noteOf(`note ${i}`));
    lines.push(...desk.lines.filter((line) => !before.has(line)));
  }
  return lines;
}

const lines = story();
const first = (acts: Acts): Finding => {
  const [finding] = acts.findings;
  if (!finding) throw new Error("no finding");
  return finding;
};

test("the story is whole, so that what follows can fail", () => {
  const acts = reader.actsOf(lines);
  expect(codes(acts)).toEqual([]);
  expect(notesOf(acts)).toHaveLength(8);
});

test("what people read stands by day, then by what was said, whatever keys and digests come to", () => {
  const days = ["2026-11-20", "2026-11-21", "2026-11-19"] as Act["on"][];
  const people = [wren, heron, stranger];
  const said = people.flatMap(({ key: reviewer, seed }, i) =>
    ["b", "a", "c"].flatMap((text) =>
      days.map((on) => {
        const own = { instance: INSTANCE, reviewer, device: newDeviceId() };
        return signAct(nextAct(reader.actsOf([]), own, on, noteOf(`${text}${i}`)), seed, sodium);
      }),
    ),
  );
  const acts = reader.actsOf(said);
  const notes = viewOf(acts).tips.get(tip)?.notes ?? [];
  const read = notes.map(({ on, value }) => `${on} ${value}`);
  expect(read).toHaveLength(18);
  expect(read).toEqual(read.toSorted());
  const refused = acts.findings.map(({ act }) => act?.on);
  expect(refused).toHaveLength(9);
  expect(refused).toEqual(refused.toSorted());
});

describe("nobody acts in another's name", () => {
  const act: Act = { ...actOf(lines[0] ?? ""), what: noteOf("Wren never said this") };

  test("an act in Wren's name that Heron signs is not even made", async () => {
    expect(await casebookCodeOf(() => signAct(act, heron.seed, sodium))).toBe("act-malformed");
  });

  test("signed by another all the same, it is refused by name and shown nowhere", () => {
    const payloadType = "application/vnd.nightjar.act.v1+json";
    const payload = utf8(JSON.stringify({ ...jsonOf(lines[0] ?? ""), what: act.what }));
    const by = (seed: typeof heron.seed) => signDocument(payloadType, payload, seed, sodium);
    const forge = (signatures: ReturnType<typeof by>[]) =>
      new TextDecoder().decode(encodeSignedDocument({ payloadType, payload, signatures }));
    const [own] = parseSignedDocument(utf8(lines[0] ?? "")).signatures;
    if (!own) throw new Error("a signature");
    for (const [signatures, code] of [
      [[by(heron.seed)], "signature-foreign"],
      [[by(stranger.seed)], "signature-foreign"],
      [[own], "signature-invalid"],
      [[{ ...by(heron.seed), signer: own.signer }], "signature-invalid"],
      [[own, by(heron.seed)], "signature-foreign"],
    ] as const) {
      const acts = reader.actsOf([...lines, forge([...signatures])]);
      expect(codes(acts)).toEqual([code]);
      expect(first(acts).act?.reviewer).toBe(wren.key);
      expect(plain(viewOf(acts))).toEqual(plain(viewOf(reader.actsOf(lines))));
    }
  });

  test("whatever bytes of a line are changed, the line is refused or an unseen copy, and the rest works", () => {
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.nat(10_000),
        fc.string({ minLength: 1, maxLength: 2 }),
        (which, at, put) => {
          const line = lines[which] ?? "";
          const start = at % line.length;
          const changed = line.slice(0, start) + put + line.slice(start + put.length);
          fc.pre(changed !== line && !changed.includes("\n"));
          const acts = reader.actsOf([...lines, changed]);
          expect(acts.findings).toHaveLength(1);
          expect(first(acts).line).toBe(changed);
          expect(plain(viewOf(acts))).toEqual(plain(viewOf(reader.actsOf(lines))));
        },
      ),
      { numRuns: 150 },
    );
  });

  test("a stranger's act is refused until a roster names the stranger; then it counts, with no other change", () => {
    const desk = new Desk(stranger, readerFor(wren, heron, stranger));
    desk.merge(lines);
    desk.do(noteOf("from outside"));
    const before = reader.actsOf(desk.lines);
    expect(codes(before)).toEqual(["reviewer-unknown"]);
    expect(notesOf(before)).toHaveLength(8);
    const after = readerFor(wren, heron, stranger).actsOf(desk.lines);
    expect(codes(after)).toEqual([]);
    expect(notesOf(after)).toContain("from outside");
  });

  test("another instance's act is refused", () => {
    const foreign = {
      ...act,
      instance: parseInstanceId("cd".repeat(32)),
      previous: null,
      heads: [],
      number: 1,
    };
    expect(codes(reader.actsOf([signAct(foreign, wren.seed, sodium)]))).toEqual(["act-foreign"]);
  });

  test("an act of a later version is kept and named, and acts that build on it still count", () => {
    const payloadType = "application/vnd.nightjar.act.v2+json";
    const payload = utf8('{"type":"nightjar-act/v2"}');
    const signatures = [signDocument(payloadType, payload, wren.seed, sodium)];
    const later = new TextDecoder().decode(encodeSignedDocument({ payloadType, payload, signatures }));
    expect(codes(reader.actsOf([...lines, later]))).toEqual(["act-malformed"]);
    expect(mergeLines(lines, [later])).toContain(later);
  });
});

describe("what was dropped, reordered or told twice is found and named", () => {
  test("each dropped act that anybody has seen is named as missing; the rest is shown", () => {
    for (const [i, dropped] of lines.slice(0, -1).entries()) {
      const acts = reader.actsOf(lines.filter((line) => line !== dropped));
      const missing = new Set(acts.findings.flatMap(({ others }) => others));
      expect([...missing]).toEqual([digestOfAct(actOf(dropped))]);
      expect(codes(acts).every((code) => /^(previous|head)-missing$/.test(code))).toBe(true);
      expect(notesOf(acts)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].filter((n) => n !== i).map((n) => `note ${n}`));
    }
  });

  test("it heals when the act comes from another copy", () => {
    const holed = lines.filter((_, i) => i !== 3);
    expect(codes(reader.actsOf(mergeLines(holed, lines.slice(0, 5))))).toEqual([]);
  });

  const begun = () => {
    const desk = new Desk(wren, reader);
    desk.do(noteOf("one"));
    desk.do(noteOf("two"));
    return desk;
  };
  const signed = (act: Act) => signAct(act, wren.seed, sodium);

  test("a chain that goes on twice from one act is a fork: both are shown, both named", () => {
    const desk = begun();
    const older = desk.lines;
    desk.do(noteOf("three"));
    const again = new Desk(wren, reader);
    again.merge(older);
    again.do(noteOf("three, told otherwise"));
    const acts = reader.actsOf(mergeLines(desk.lines, again.lines));
    expect(codes(acts)).toEqual(["fork", "fork"]);
    expect(acts.findings.map(({ digest }) => digest).sort()).toEqual(
      acts.findings.flatMap(({ others }) => others).sort(),
    );
    expect(notesOf(acts)).toEqual(["one", "three", "three, told otherwise", "two"]);
  });

  test("after a fork the place of work must take a new name, and under it everything goes on", async () => {
    const [a, b] = [new Desk(wren, reader), new Desk(wren, reader)];
    a.do({ kind: "graded", tip, source: "A", information: "1" });
    b.do({ kind: "graded", tip, source: "F", information: "6" });
    a.merge(b.lines);
    expect(await casebookCodeOf(() => a.do(noteOf("more")))).toBe("chain-forked");
    const anew = new Desk({ ...wren, device: newDeviceId() }, reader);
    anew.merge(a.lines);
    expect(anew.view.tips.get(tip)?.grade).toHaveLength(2);
    anew.do({ kind: "graded", tip, source: "B", information: "2" });
    expect(anew.view.tips.get(tip)?.grade.map(({ value }) => value.source)).toEqual(["B"]);
  });

  test("an act in doubt adds and takes nothing away", () => {
    const desk = new Desk(wren, reader);
    desk.do({ kind: "graded", tip, source: "A", information: "1" });
    desk.do({ kind: "labelled", about: tip, label: "kept" });
    const older = desk.lines;
    desk.do({ kind: "graded", tip, source: "F", information: "6" });
    const again = new Desk(wren, reader);
    again.merge(older);
    again.do({ kind: "unlabelled", about: tip, label: "kept" });
    const view = viewOf(reader.actsOf(mergeLines(desk.lines, again.lines))).tips.get(tip);
    expect(view?.grade.map(({ value, doubt }) => [value.source, doubt]).sort()).toEqual([
      ["A", null],
      ["F", "fork"],
    ]);
    expect(view?.labels.map(({ value }) => value)).toEqual(["kept"]);
  });

  test("a number out of its order, and an act hung onto another's chain, are named", () => {
    const desk = begun();
    const last = desk.acts.signed.at(-1);
    if (!last) throw new Error("an act");
    const skipping = signed({ ...last.act, previous: last.digest, number: 9, what: noteOf("nine") });
    expect(codes(reader.actsOf([...desk.lines, skipping]))).toEqual(["out-of-order"]);
    const stray = signed({
      ...last.act,
      device: newDeviceId(),
      previous: last.digest,
      number: 3,
      what: noteOf("x"),
    });
    expect(codes(reader.actsOf([...desk.lines, stray]))).toEqual(["previous-foreign"]);
    const twice = signed({ ...last.act, what: noteOf("two, reordered") });
    expect(codes(reader.actsOf([...desk.lines, twice]))).toEqual(["fork", "fork"]);
  });

  test("findings and view don't depend on the order of the lines", () => {
    const desk = begun();
    const twice = signed({
      instance: INSTANCE,
      reviewer: wren.key,
      device: wren.device,
      previous: null,
      heads: [],
      number: 1,
      on: DAY,
      what: noteOf("other"),
    });
    const all = [...desk.lines, twice, "junk", lines[5] ?? ""];
    const [one, other] = [reader.actsOf(all), reader.actsOf([...all].reverse())];
    expect(other.findings).toEqual(one.findings);
    expect(plain(viewOf(other))).toEqual(plain(viewOf(one)));
    expect(codes(one)).toContain("fork");
    expect(codes(one)).toContain("line-malformed");
  });
});

function jsonOf(line: Line): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(parseSignedDocument(utf8(line)).payload));
}

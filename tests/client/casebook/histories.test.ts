import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { viewOf } from "../../../client/casebook/fold.ts";
import { mergeLines } from "../../../client/casebook/line.ts";
import type { ActDigest } from "../../../client/casebook/names.ts";
import type { What } from "../../../client/casebook/what.ts";
import { type Desk, desks, plain, tipNamed } from "../../support/casebooks.ts";

/** One step of a history: somebody does something, or reads a copy of somebody else's, perhaps an old one. */
type Step =
  | { readonly does: "act"; readonly who: number; readonly kind: number; readonly tip: number }
  | { readonly does: "read"; readonly who: number; readonly from: number; readonly age: number };

const history = fc.record({
  reviewers: fc.integer({ min: 2, max: 4 }),
  steps: fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          does: fc.constant("act" as const),
          who: fc.nat(3),
          kind: fc.nat(9),
          tip: fc.nat(1),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          does: fc.constant("read" as const),
          who: fc.nat(3),
          from: fc.nat(3),
          age: fc.nat(2),
        }),
      },
    ) as fc.Arbitrary<Step>,
    { minLength: 4, maxLength: 22 },
  ),
});

/** What the simulation itself knows of an act: which acts its reviewer's copy held. No hash is asked. */
interface Known {
  readonly digest: ActDigest;
  readonly what: What;
  readonly seen: ReadonlySet<ActDigest>;
}

interface History {
  readonly reader: ReturnType<typeof desks>["reader"];
  readonly desks: readonly Desk[];
  readonly acts: readonly Known[];
}

function play({ reviewers, steps }: { reviewers: number; steps: readonly Step[] }): History {
  const world = desks(reviewers);
  const copies = world.desks.map((desk) => [{ lines: desk.lines, seen: new Set<ActDigest>() }]);
  const acts: Known[] = [];
  for (const step of steps) {
    const who = step.who % reviewers;
    const [desk, own] = [world.desks[who], copies[who]];
    const now = own?.at(-1);
    if (!desk || !own || !now) throw new Error("a desk");
    if (step.does === "read") {
      const others = copies[step.from % reviewers] ?? [];
      const copy = others[Math.max(0, others.length - 1 - step.age)];
      if (!copy) continue;
      desk.merge(copy.lines);
      own.push({ lines: desk.lines, seen: new Set([...now.seen, ...copy.seen]) });
    } else {
      const what = whatOf(step, desk, acts.length);
      if (!what) continue;
      const digest = desk.do(what);
      acts.push({ digest, what, seen: now.seen });
      own.push({ lines: desk.lines, seen: new Set([...now.seen, digest]) });
    }
  }
  return { reader: world.reader, desks: world.desks, acts };
}

function whatOf({ kind, tip: number }: Step & { does: "act" }, desk: Desk, n: number): What | undefined {
  const tip = tipNamed(number);
  const [from, to] = [tipNamed(0), tipNamed(1)].sort();
  if (!from || !to) return undefined;
  switch (kind) {
    case 0:
    case 1:
      return { kind: "graded", tip, source: kind === 0 ? "A" : "F", information: kind === 0 ? "1" : "6" };
    case 2:
      return { kind: "labelled", about: tip, label: "station" };
    case 3:
      return { kind: "unlabelled", about: tip, label: "station" };
    case 4:
      return { kind: "noted", about: tip, text: `note ${n}` };
    case 5:
      return { kind: "linked", from, to, link: "same_place" };
    case 6:
      return { kind: "unlinked", from, to, link: "same_place" };
    case 7:
      return { kind: "setaside", tips: [from, to], aside: n % 2 === 0 };
    case 8:
      return { kind: "redacted", tip, field: "narrative", from: n, to: n + 3, why: "a name" };
    default: {
      const [chosen, ...others] = desk.view.tips.get(tip)?.grade.map(({ act }) => act) ?? [];
      const over = others.slice(0, others.length > 1 && n % 2 === 0 ? -1 : undefined);
      return chosen && over.length > 0 ? { kind: "settled", chosen, over } : undefined;
    }
  }
}

/** The grades in force, from first principles: those that nobody who had seen them replaced or decided against. */
function gradesOf(acts: readonly Known[], number: number) {
  const tip = tipNamed(number);
  const gradeOf = ({ what }: Known): string | undefined => {
    if (what.kind === "graded") return what.tip === tip ? what.source + what.information : undefined;
    const chosen = what.kind === "settled" && acts.find(({ digest }) => digest === what.chosen);
    return chosen ? gradeOf(chosen) : undefined;
  };
  const writes = acts.filter((act) => gradeOf(act) !== undefined);
  const supersedes = (later: Known, earlier: Known) =>
    later.what.kind === "settled"
      ? later.what.chosen === earlier.digest || later.what.over.includes(earlier.digest)
      : later.seen.has(earlier.digest);
  return writes
    .filter((write) => !writes.some((other) => supersedes(other, write)))
    .map((write) => [write.digest, gradeOf(write)])
    .sort();
}

/** The members of a set in force: added, and not removed by anybody who had seen that addition. */
function membersOf(acts: readonly Known[], adds: (what: What) => boolean, removes: (what: What) => boolean) {
  const removals = acts.filter(({ what }) => removes(what));
  return acts
    .filter(({ what, digest }) => adds(what) && !removals.some(({ seen }) => seen.has(digest)))
    .map(({ digest }) => digest)
    .sort();
}

const actsOf = (current: readonly { readonly act: ActDigest }[] | undefined) =>
  (current ?? []).map(({ act }) => act).sort();

describe("histories of two to four reviewers, in any interleaving, each knowing a part", () => {
  test("merged in any order and grouping they are the same casebook, with the same view and no finding", () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat(1_000_000)), (made, numbers) => {
        const { reader, desks: all } = play(made);
        const copies = all.map(({ lines }) => lines);
        const whole = mergeLines(...copies);
        const acts = reader.actsOf(whole);
        expect(acts.findings).toEqual([]);
        for (let i = 0; i < 3; i++) {
          const order = copies
            .map((lines) => ({ lines, at: numbers.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ lines }) => lines);
          const left = order.reduce((merged, lines) => mergeLines(merged, lines), [] as readonly string[]);
          const right = order.reduceRight(
            (merged, lines) => mergeLines(lines, merged, lines),
            [] as readonly string[],
          );
          expect(left).toEqual(whole);
          expect(right).toEqual(whole);
          const mixed = whole
            .map((line) => ({ line, at: numbers.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at);
          expect(plain(viewOf(reader.actsOf(mixed.map(({ line }) => line))))).toEqual(plain(viewOf(acts)));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("no grade, note, label, link or redaction is lost, and none comes back", () => {
    fc.assert(
      fc.property(history, (made) => {
        const { reader, desks: all, acts } = play(made);
        const view = viewOf(reader.actsOf(mergeLines(...all.map(({ lines }) => lines))));
        for (const number of [0, 1]) {
          const tip = tipNamed(number);
          const seen = view.tips.get(tip);
          const grades = seen?.grade.map(({ act, value }) => [act, value.source + value.information]);
          expect((grades ?? []).sort()).toEqual(gradesOf(acts, number));
          expect(actsOf(seen?.labels)).toEqual(
            membersOf(
              acts,
              (what) => what.kind === "labelled" && what.about === tip,
              (what) => what.kind === "unlabelled" && what.about === tip,
            ),
          );
          expect(actsOf(seen?.links)).toEqual(
            membersOf(
              acts,
              ({ kind }) => kind === "linked",
              ({ kind }) => kind === "unlinked",
            ),
          );
          for (const [field, kind] of [
            ["notes", "noted"],
            ["redactions", "redacted"],
          ] as const) {
            const ours = (what: What) =>
              what.kind === kind && ("about" in what ? what.about : what.tip) === tip;
            expect(actsOf(seen?.[field])).toEqual(membersOf(acts, ours, () => false));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test("merging again changes nothing", () => {
    fc.assert(
      fc.property(history, (made) => {
        const { desks: all } = play(made);
        const whole = mergeLines(...all.map(({ lines }) => lines));
        expect(mergeLines(whole, whole, ...all.map(({ lines }) => lines))).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });
});

describe("two reviewers grade one tip, neither knowing of the other", () => {
  const tip = tipNamed(7);
  const both = () => {
    const {
      desks: [a, b],
      reader,
    } = desks(2);
    if (!a || !b) throw new Error("two desks");
    a.do({ kind: "graded", tip, source: "A", information: "1" });
    b.do({ kind: "graded", tip, source: "F", information: "6" });
    a.merge(b.lines);
    b.merge(a.lines);
    return { a, b, reader };
  };
  const grades = (desk: Desk) =>
    (desk.view.tips.get(tip)?.grade ?? []).map(({ value }) => value.source + value.information).sort();

  test("A1 and F6 are both there, with who said which, until one of them settles it", () => {
    const { a, b } = both();
    expect(grades(a)).toEqual(["A1", "F6"]);
    const said = a.view.tips.get(tip)?.grade ?? [];
    const byA = said.find(({ by }) => by === a.person.key);
    const byB = said.find(({ by }) => by === b.person.key);
    if (!byA || !byB) throw new Error("both");
    expect(byA.value).toEqual({ source: "A", information: "1" });
    b.do({ kind: "settled", chosen: byA.act, over: [byB.act] });
    expect(grades(b)).toEqual(["A1"]);
    a.merge(b.lines);
    expect(grades(a)).toEqual(["A1"]);
    expect(a.view.tips.get(tip)?.grade[0]?.by).toBe(b.person.key);
  });

  test("settled both ways at once, both stand again: nobody wins by being merged last", () => {
    const { a, b } = both();
    const [first, second] = (a.view.tips.get(tip)?.grade ?? []).map(({ act }) => act);
    if (!first || !second) throw new Error("both");
    a.do({ kind: "settled", chosen: first, over: [second] });
    b.do({ kind: "settled", chosen: second, over: [first] });
    a.merge(b.lines);
    expect(grades(a)).toEqual(["A1", "F6"]);
  });

  test("settling between two of three leaves the third standing", () => {
    const {
      desks: [a, b, c],
    } = desks(3);
    if (!a || !b || !c) throw new Error("three desks");
    a.do({ kind: "graded", tip, source: "A", information: "1" });
    b.do({ kind: "graded", tip, source: "F", information: "6" });
    c.do({ kind: "graded", tip, source: "C", information: "3" });
    a.merge(b.lines);
    a.merge(c.lines);
    const said = a.view.tips.get(tip)?.grade ?? [];
    const actOf = (source: string) => said.find(({ value }) => value.source === source)?.act;
    const [chosen, over] = [actOf("A"), actOf("F")];
    if (!chosen || !over) throw new Error("all three");
    a.do({ kind: "settled", chosen, over: [over] });
    expect(grades(a)).toEqual(["A1", "C3"]);
  });

  test("a grade given by one who has seen both replaces both", () => {
    const { a } = both();
    a.do({ kind: "graded", tip, source: "B", information: "2" });
    expect(grades(a)).toEqual(["B2"]);
  });
});

import { expect, test } from "vitest";
import { emptyTip } from "../../../../client/casebook/drafts.ts";
import type { ActDigest, ReviewerKey, TipId } from "../../../../client/casebook/names.ts";
import type { TipView } from "../../../../client/casebook/view.ts";
import type { What } from "../../../../client/casebook/what.ts";
import type { Row } from "../../../../client/workbench/queue/row.ts";
import { type TriageHost, TriageModel, type Whole } from "../../../../client/workbench/triage/model.ts";
import { tipNamed } from "../../../support/casebooks.ts";

const [first, second, third] = [tipNamed(1), tipNamed(2), tipNamed(3)] as [TipId, TipId, TipId];

/** A queue of three tips, of which the first has these grades at once. */
function deskWith(...grades: readonly Whole[]) {
  const said: What[] = [];
  const grade = grades.map((value, i) => ({
    value,
    by: String(i).repeat(64) as ReviewerKey,
    on: "2026-11-20" as TipView["grade"][number]["on"],
    act: String(i).repeat(64) as ActDigest,
    doubt: null,
  }));
  const views = new Map<TipId, TipView>([[first, { ...emptyTip(first), grade }]]);
  const lines = [first, second, third];
  const host = {
    queue: {
      open: first as TipId | undefined,
      rowOf: () => undefined,
      after: (tip: TipId) => lines[lines.indexOf(tip) + 1],
      openTip(tip: TipId | undefined) {
        host.queue.open = tip;
      },
      selectNone: () => {},
    },
    casebook: {
      views,
      last: null,
      pending: () => undefined,
      keep: async (row: Row) => void said.push({ kind: "designated", tip: row.tip.id, words: "kept" }),
      reviewAll: async (all: readonly { what: What }[]) => {
        for (const { what } of all) said.push(what);
        return true;
      },
      undo: async () => {},
    },
    together: {
      setAside: async (tips: readonly TipId[]) => void said.push({ kind: "setaside", tips, aside: true }),
      takeBack: async (tips: readonly TipId[]) => void said.push({ kind: "setaside", tips, aside: false }),
    },
  } satisfies TriageHost;
  return { triage: new TriageModel(host), said, host };
}

const rowOf = (id: TipId, change: Partial<Row> = {}) =>
  ({ tip: { id }, kept: false, aside: false, ...change }) as Row;
const row = rowOf(first);

test("half a grade is never filled with what nobody said: where reviewers differ, it waits for the other half", async () => {
  const { triage, said } = deskWith({ source: "A", information: "2" }, { source: "D", information: "4" });
  expect(triage.gradeOf(first)).toEqual({ source: undefined, information: undefined });
  await triage.grade(row, { source: "B" });
  expect(said).toEqual([]);
  expect(triage.isHalf(first)).toBe(true);
  expect(triage.gradeOf(first)).toEqual({ source: "B", information: undefined });
  expect(triage.isHalf(second)).toBe(false);
  await triage.grade(row, { information: "3" });
  expect(said).toEqual([{ kind: "graded", tip: first, source: "B", information: "3" }]);
  expect(triage.isHalf(first)).toBe(false);
});

test("what reviewers agree on stays, as does the default of what nobody graded", async () => {
  const agreeing = deskWith({ source: "A", information: "2" }, { source: "D", information: "2" });
  await agreeing.triage.grade(row, { source: "B" });
  expect(agreeing.said).toEqual([{ kind: "graded", tip: first, source: "B", information: "2" }]);
  const none = deskWith();
  await none.triage.grade(row, { information: "1" });
  expect(none.said).toEqual([{ kind: "graded", tip: first, source: "F", information: "1" }]);
});

test("keeping and setting aside go on to the next tip at once, and close the last", async () => {
  const { triage, said, host } = deskWith();
  triage.pick("status");
  expect(triage.picking).toBe("status");
  await triage.keepAndGoOn(row);
  expect([host.queue.open, triage.picking]).toEqual([second, undefined]);
  await triage.setAsideAndGoOn(rowOf(second));
  expect(host.queue.open).toBe(third);
  await triage.keepAndGoOn(rowOf(third, { kept: true }));
  expect(host.queue.open).toBeUndefined();
  expect(said.map(({ kind }) => kind)).toEqual(["designated", "setaside"]);
  await triage.setAsideAndGoOn(rowOf(third, { aside: true }));
  expect(said.at(-1)).toEqual({ kind: "setaside", tips: [third], aside: false });
});

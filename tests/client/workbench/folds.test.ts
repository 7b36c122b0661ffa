import fc from "fast-check";
import { expect, test } from "vitest";
import type { TipId } from "../../../client/casebook/names.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { folded, groupsByTip, LEAST_ALIKE } from "../../../client/workbench/queue/folds.ts";
import { factsOf } from "../../../client/workbench/queue/queued-tip.ts";
import { type Row, rowOf } from "../../../client/workbench/queue/row.ts";
import { tipNamed } from "../../support/casebooks.ts";
import { testInstance } from "../../support/instance.ts";
import { tipFor } from "../cli/support/tips.ts";

const instance = testInstance();
const tip = tipFor(instance, { report: EMPTY_REPORT });
const contents = { kind: "report", tip, files: [] } as const;
const rows: readonly Row[] = Array.from({ length: 12 }, (_, i) =>
  rowOf(
    {
      id: tipNamed(i),
      day: null,
      contents,
      stanzas: null,
      source: null,
      facts: factsOf(contents),
    },
    [],
    undefined,
  ),
);
const ids = (lines: readonly Row[]) => lines.map((row) => row.tip.id);
const named = (...numbers: readonly number[]) => numbers.map(tipNamed);

test("near-duplicates are one line at the place of the first, and all of them where it is opened", () => {
  const groups = groupsByTip({ groups: [named(1, 4, 6), named(2, 3)], own: [] });
  const closed = folded(rows.slice(0, 8), groups, new Set());
  expect(ids(closed.lines)).toEqual(named(0, 1, 2, 3, 5, 7));
  expect(closed.folds.get(tipNamed(6))).toEqual({
    leader: tipNamed(1),
    tips: named(1, 4, 6),
    own: 0,
    isOpen: false,
  });
  expect(closed.folds.get(tipNamed(2))).toBeUndefined();
  const open = folded(rows.slice(0, 8), groups, new Set(named(4)));
  expect(ids(open.lines)).toEqual(named(0, 1, 4, 6, 2, 3, 5, 7));
});

test("who has much to say alone comes first of a fold, at the place of the fold, and is counted", () => {
  const groups = groupsByTip({ groups: [named(1, 4, 6)], own: named(6, 9) });
  const closed = folded(rows.slice(0, 8), groups, new Set());
  expect(ids(closed.lines)).toEqual(named(0, 6, 2, 3, 5, 7));
  expect(closed.folds.get(tipNamed(1))).toMatchObject({ leader: tipNamed(6), tips: named(6, 1, 4), own: 1 });
  expect(ids(folded(rows.slice(0, 8), groups, new Set(named(4))).lines)).toEqual(
    named(0, 6, 1, 4, 2, 3, 5, 7),
  );
});

test("what doesn't fit is in no fold; too few of a group are no fold", () => {
  const groups = groupsByTip({ groups: [named(1, 4, 6)], own: [] });
  expect(ids(folded([rows[1], rows[4]] as Row[], groups, new Set()).lines)).toEqual(named(1, 4));
});

test("whatever is alike, no tip is lost: each is a line, or in the fold of one", () => {
  const assignment = fc.array(fc.nat(4), { minLength: rows.length, maxLength: rows.length });
  fc.assert(
    fc.property(
      assignment,
      fc.shuffledSubarray([...rows]),
      fc.boolean(),
      fc.subarray(ids(rows)),
      (colours, some, isOpen, own) => {
        const groups = [0, 1, 2, 3].map((colour) =>
          named(...colours.flatMap((other, i) => (other === colour ? i : []))),
        );
        const opened = new Set<TipId>(isOpen ? ids(rows) : []);
        const { lines, folds } = folded(
          some,
          groupsByTip({ groups: groups.filter((group) => group.length > 1), own }),
          opened,
        );
        const within = lines.flatMap((row) => {
          const fold = folds.get(row.tip.id);
          return fold && !fold.isOpen ? fold.tips : [row.tip.id];
        });
        expect([...within].sort()).toEqual(ids(some).sort());
        expect([...folds.values()].every(({ tips }) => tips.length >= LEAST_ALIKE)).toBe(true);
      },
    ),
  );
});

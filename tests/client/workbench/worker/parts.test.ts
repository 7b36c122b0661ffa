import { expect, test } from "vitest";
import { emptyTip } from "../../../../client/casebook/drafts.ts";
import type { ActDigest, LineHash, ReviewerKey, TipId } from "../../../../client/casebook/names.ts";
import type { Said } from "../../../../client/casebook/view.ts";
import type {
  CasebookChange,
  ToldOfCasebook,
} from "../../../../client/workbench/worker/casebook-messages.ts";
import { MOST_SHOWN, tellCasebook } from "../../../../client/workbench/worker/parts.ts";
import { DAY, tipNamed } from "../../../support/casebooks.ts";

const hex = (i: number) => i.toString(16).padStart(64, "0");
const said = <T>(value: T, i = 0): Said<T> => ({
  ...{ value, by: hex(1) as ReviewerKey, on: DAY, act: hex(i) as ActDigest, doubt: null },
});
const many = <T>(count: number, one: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => one(i));

const nothing: CasebookChange = {
  ...{ views: [], entities: [], exports: [], accepted: [], publications: [], recipients: [], unverified: [] },
  ...{ letters: [], sameLetters: false, writing: null },
  ...{ acts: 0, state: "", last: null, refused: 0, unknown: 0, doubted: 0 },
  ...{ unsaved: 0, isHanded: false, stored: new Set<string>() },
  ruling: { reviewers: 1, proposed: [] },
  vouched: [],
};

function told(change: Partial<CasebookChange>): readonly ToldOfCasebook[] {
  const messages: ToldOfCasebook[] = [];
  tellCasebook({ ...nothing, ...change }, (message) => messages.push(message));
  return messages;
}

/** All that came of a list. */
const listed = (messages: readonly ToldOfCasebook[], list: "views" | "exports" | "unverified") =>
  messages.flatMap((message): readonly unknown[] =>
    message.kind === "part" ? (message.part[list] ?? []) : [],
  );

test("whatever a casebook holds, no message to the page is long, the lists come whole, and the totals last", () => {
  const views = many(3000, (i) => ({ ...emptyTip(tipNamed(i)), notes: [said("a note ".repeat(50), i)] }));
  const unverified = many(16_000, (i) => ({
    line: hex(i) as LineHash,
    code: "reviewer-unknown" as const,
    said: null,
  }));
  const cases = many(1000, (i) => ({ about: hex(i) as TipId, number: `${i}` }));
  const exception = { kind: "overridden", about: hex(1) as TipId, act: hex(2) as ActDigest } as const;
  const exceptions = many(5000, () => ({ ...exception, by: hex(1) as ReviewerKey, on: DAY, why: "asked" }));
  const exported = {
    kind: "exported",
    form: "csv",
    audience: "internal",
    manifest: hex(3),
    withheld: 0,
  } as const;
  const exports = many(10, (i) => said({ ...exported, cases, exceptions }, i));
  const messages = told({ views, unverified, exports, refused: 16_000 });
  expect(messages.every((message) => JSON.stringify(message).length < 512 * 1024)).toBe(true);
  expect(listed(messages, "views")).toEqual(views.map((view) => ({ ...view, beyond: 0 })));
  expect(listed(messages, "unverified")).toEqual(unverified);
  const left = { cases: 1000, exceptions: { length: MOST_SHOWN }, beyond: 5000 - MOST_SHOWN };
  expect(listed(messages, "exports")).toMatchObject(exports.map(({ act }) => ({ act, value: left })));
  expect(messages.at(-1)).toMatchObject({ kind: "casebook", totals: { refused: 16_000 } });
});

test("of one tip the page gets as much as somebody reads, and how much more there is", () => {
  const labels = many(20_000, (i) => said(`label ${i}`, i));
  const notes = many(MOST_SHOWN + 1, (i) => said(`note ${i}`, i));
  const [view] = listed(told({ views: [{ ...emptyTip(tipNamed(1)), labels, notes }] }), "views");
  expect(view).toMatchObject({
    labels: labels.slice(0, MOST_SHOWN),
    notes: { length: MOST_SHOWN },
    beyond: 20_000 - MOST_SHOWN + 1,
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { KnownRoster } from "../../../client/bundle/known-documents.ts";
import { noticesOf } from "../../../client/cli/open/notices.ts";
import type { UnpackedTip } from "../../../client/cli/open/unpack-tip.ts";
import type { ReplyProof } from "../../../client/opening/judge-reply.ts";
import { type Expected, type Judged, MARKS, type Mark, marksOf } from "../../../client/opening/marks.ts";
import type { Tip } from "../../../client/report/tip.ts";
import type { QueuedTip } from "../../../client/workbench/queue/queued-tip.ts";
import { rowOf } from "../../../client/workbench/queue/row.ts";
import { addSeconds, dayOf, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { parseDay } from "../../../protocol/day.ts";
import { tipNamed } from "../../support/casebooks.ts";
import { ROOT } from "../../support/imports.ts";
import { testInstance } from "../../support/instance.ts";
import { tipFor } from "../cli/support/tips.ts";

const instance = testInstance();
const tip = tipFor(instance, {
  attachments: [
    { name: "attachments/01-a", type: "image/png", size: 5, cleaned: null, original: null },
    { name: "attachments/02-b", type: "image/png", size: 5, cleaned: null, original: null },
  ],
});
const other = (byte: number) => new Uint8Array(32).fill(byte) as Uint8Array as KnownRoster["digest"];
const roster: KnownRoster = { ...instance.roster.roster, digest: instance.roster.digest };
const { sequence, reviewers } = roster;
const at = (days: number) => parseDay(dayOf(addSeconds(roster.notBefore, days * SECONDS_PER_DAY)));
const later: KnownRoster = {
  ...roster,
  digest: other(7),
  sequence: sequence + 1,
  notBefore: addSeconds(roster.notBefore, 2 * SECONDS_PER_DAY),
  reviewers: roster.reviewers.slice(1),
};
const ended = parseDay(dayOf(roster.notAfter));

const files = tip.attachments.map(({ name, size }) => ({ name, size }));
const report = (said: Tip, found = files): Judged["contents"] => ({
  kind: "report",
  tip: said,
  files: found,
});
const proven = (proof: ReplyProof): Judged["contents"] => ({ kind: "report", tip, files, proof });
const stanzas = { hybrid: reviewers.length, all: reviewers.length };
const sound: Judged = { day: at(1), stanzas, contents: report(tip) };
const expected: Expected = { instance: instance.anchor.instance, rosters: [roster] };
const both = { ...expected, rosters: [roster, later] };

/** Each kind of mark, and what brings about it alone. */
const CASES: readonly (readonly [Mark, Judged, Expected])[] = [
  [
    { kind: "other-instance" },
    { ...sound, contents: report({ ...tip, instance: other(1) as never }) },
    expected,
  ],
  [{ kind: "unknown-roster" }, { ...sound, contents: report({ ...tip, roster: other(1) }) }, both],
  [
    { kind: "earlier-roster", next: later.sequence },
    { ...sound, contents: report({ ...tip, roster: other(1) }) },
    { ...both, rosters: [{ ...later, previous: other(1) }] },
  ],
  [{ kind: "superseded-roster", sequence, since: at(2), came: at(4) }, { ...sound, day: at(4) }, both],
  [{ kind: "perhaps-superseded", sequence, since: at(2) }, { ...sound, day: null }, both],
  [{ kind: "after-period", sequence, ended, came: ended }, { ...sound, day: ended }, expected],
  ...[
    { hybrid: reviewers.length - 1, all: reviewers.length - 1 },
    { hybrid: reviewers.length, all: reviewers.length + 1 },
    { hybrid: reviewers.length + 1, all: reviewers.length + 1 },
  ].map((wrong): [Mark, Judged, Expected] => [
    { kind: "sealed-selectively", stanzas: wrong, reviewers: reviewers.length },
    { ...sound, stanzas: wrong },
    expected,
  ]),
  [
    {
      kind: "files-differ",
      missing: ["attachments/02-b"],
      unlisted: ["attachments/03-c"],
      resized: ["attachments/01-a"],
    },
    {
      ...sound,
      contents: report(tip, [
        { name: "attachments/01-a", size: 4 },
        { name: "attachments/03-c", size: 1 },
      ]),
    },
    expected,
  ],
  [{ kind: "reply-unproven" }, { ...sound, contents: proven("fails"), among: "reply-changed" }, expected],
  [{ kind: "mailbox-weak" }, { ...sound, contents: proven("mailbox-weak") }, expected],
  [{ kind: "tip-replayed" }, { ...sound, contents: proven("holds"), among: "tip-replayed" }, expected],
  [{ kind: "reply-changed" }, { ...sound, contents: proven("holds"), among: "reply-changed" }, expected],
  [{ kind: "report-unreadable" }, { ...sound, contents: { kind: "unreadable" } }, expected],
  [{ kind: "by-hand" }, { ...sound, contents: { kind: "by-hand" } }, expected],
  [{ kind: "not-compared" }, sound, { ...expected, rosters: [] }],
  [{ kind: "not-compared" }, sound, { instance: undefined, rosters: [] }],
];

/** SPEC.md's table of marks: the severity of each. */
const SPECIFIED = new Map(
  [
    ...((readFileSync(join(ROOT, "SPEC.md"), "utf8").split("### Marks\n")[1] ?? "")
      .split("\n#")[0]
      ?.matchAll(/^\| `([a-z-]+)` \| .* \| (alarm|note) \|$/gm) ?? []),
  ].map(([, kind, severity]) => [kind, severity]),
);

test("the table in SPEC.md has every kind of mark, and each has a case here", () => {
  expect([...SPECIFIED.keys()].sort()).toEqual(MARKS.toSorted());
  expect(new Set(CASES.map(([{ kind }]) => kind))).toEqual(new Set(MARKS));
});

test("nothing is marked where all is as it should be", () => {
  expect(marksOf(sound, expected)).toEqual([]);
  expect(marksOf(sound, both)).toEqual([]);
  expect(marksOf({ ...sound, day: at(2) }, both)).toEqual([]);
  expect(marksOf({ ...sound, day: null }, expected)).toEqual([]);
  expect(marksOf(sound, { ...expected, instance: undefined })).toEqual([]);
});

describe.each(CASES)("%j", (mark, judged, against) => {
  const isAlarm = SPECIFIED.get(mark.kind) === "alarm";

  test("is due, alone, and has its details", () => expect(marksOf(judged, against)).toEqual([mark]));

  test("the command line words it as severely as the table says", () => {
    const day = judged.day ?? undefined;
    const notices = noticesOf(unpacked(judged), judged.stanzas, against, day, judged.among);
    expect(notices.length).toBeGreaterThan(0);
    for (const { alarm } of notices) expect(alarm).toBe(isAlarm);
  });

  test("the workbench's queue shows it as severely as the table says", () => {
    const queued = { id: tipNamed(1), contents: { kind: "unreadable" } } as Partial<QueuedTip> as QueuedTip;
    expect(rowOf(queued, [mark.kind], undefined).alarming).toBe(isAlarm);
  });
});

/** What the command line would have written of such contents. */
function unpacked({ contents }: Judged): Parameters<typeof noticesOf>[0] {
  if (contents.kind === "by-hand") {
    const found = { text: null, readAs: [], tooLong: false, leftOut: 0 };
    return { kind: "whole", files: [], found };
  }
  if (contents.kind === "unreadable")
    return { kind: "tip", tip: { unreadable: "no report" }, attachments: [] };
  const attachments = contents.files.map((file) => ({ ...file, stored: file.name, sha256: "" }));
  const { tip: said, proof } = contents;
  return { kind: "tip", tip: said, attachments, proof } satisfies UnpackedTip;
}

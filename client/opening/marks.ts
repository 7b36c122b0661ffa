import { equalBytes } from "../../crypto/bytes.ts";
import type { InstanceId } from "../../crypto/documents/anchor.ts";
import { dayOf } from "../bundle/day.ts";
import { type KnownRoster, supersededSince } from "../bundle/known-documents.ts";
import type { Tip } from "../report/tip.ts";
import type { FoundFile, OpenedTip } from "./opened-tip.ts";

/** Something about an envelope that its reader should know; nothing here keeps it from being read. */
export const MARKS = [
  "other-instance",
  "unknown-roster",
  "superseded-roster",
  "sealed-selectively",
  "files-differ",
  "report-unreadable",
  "by-hand",
  "not-compared",
] as const;

export type Mark = (typeof MARKS)[number];

/** The marks that call for somebody's attention before anything else. */
export const ALARMS: ReadonlySet<Mark> = new Set<Mark>([
  "other-instance",
  "unknown-roster",
  "superseded-roster",
  "sealed-selectively",
  "files-differ",
  "report-unreadable",
]);

/** What an envelope is compared with. */
export interface Expected {
  readonly instance: InstanceId;
  /** Every roster that the stewards are known to have signed. */
  readonly rosters: readonly KnownRoster[];
}

/** In the order of `MARKS`. */
export function marksOf(opened: OpenedTip, expected: Expected): readonly Mark[] {
  const { contents } = opened;
  if (contents.kind === "by-hand") return ["by-hand"];
  if (contents.kind === "unreadable") return ["report-unreadable"];
  const { tip, files } = contents;
  return [
    ...aboutOrigin(opened, tip, expected),
    ...(filesFit(tip, files) ? [] : (["files-differ"] as const)),
  ];
}

function aboutOrigin(opened: OpenedTip, tip: Tip, { instance, rosters }: Expected): Mark[] {
  if (!equalBytes(tip.instance, instance)) return ["other-instance"];
  if (rosters.length === 0) return ["not-compared"];
  const roster = rosters.find(({ digest }) => equalBytes(digest, tip.roster));
  if (!roster) return ["unknown-roster"];
  const { hybrid, all } = opened.stanzas;
  const selective = hybrid !== roster.reviewers.length || all !== hybrid;
  return [
    ...(cameTooLate(opened, roster, rosters) ? (["superseded-roster"] as const) : []),
    ...(selective ? (["sealed-selectively"] as const) : []),
  ];
}

/** Whether it came after its roster had been replaced before its time, or may have. */
function cameTooLate({ day }: OpenedTip, roster: KnownRoster, rosters: readonly KnownRoster[]): boolean {
  const since = supersededSince(roster, rosters);
  return since !== undefined && (day === null || day > dayOf(since * 1000));
}

function filesFit(tip: Tip, files: readonly FoundFile[]): boolean {
  const sizes = new Map(files.map(({ name, size }) => [name, size]));
  return (
    sizes.size === tip.attachments.length &&
    tip.attachments.every(({ name, size }) => sizes.get(name) === size)
  );
}

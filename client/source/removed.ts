import type { Finding, FindingCode } from "../pictures/finding.ts";
import { type Code, inOrder } from "../report/vocabulary/codes.ts";

/** What tip.json says was removed, for each thing that the cleaner can find: less exact than the finding itself. */
const REMOVED: Readonly<Record<FindingCode, Code<"removed"> | null>> = {
  place: "place",
  time: "time",
  device: "device",
  serial: "device",
  "maker-note": "device",
  settings: "device",
  author: "person",
  company: "person",
  faces: "person",
  software: "software",
  thumbnail: "thumbnail",
  comment: "description",
  provenance: "history",
  saves: "history",
  changes: "history",
  colours: "colour_profile",
  "second-image": "second_image",
  motion: "second_image",
  depth: "second_image",
  trailing: "after_end",
  track: "other",
  notes: "other",
  animation: "other",
  // About the copy: nothing is removed.
  "other-still": null,
  "no-end": null,
  unknown: "other",
  unreadable: "other",
};

export function removedBy(findings: readonly Finding[]): readonly Code<"removed">[] {
  return inOrder(
    "removed",
    findings.flatMap(({ code }) => REMOVED[code] ?? []),
  );
}

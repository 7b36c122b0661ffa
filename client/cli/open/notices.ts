import type { Day } from "../../../protocol/day.ts";
import { ENCODING_NAMES } from "../../opening/encodings.ts";
import { type Expected, isAlarm, type Judged, type Mark, marksOf } from "../../opening/marks.ts";
import type { StanzaCount } from "../../opening/opened-tip.ts";
import type { AmongReplies } from "../../opening/replies.ts";
import type { KeptWhole } from "./keep-whole.ts";
import type { UnpackedTip } from "./unpack-tip.ts";

/** A mark in words. */
export interface Notice {
  /** An alarm is said on the terminal too. */
  readonly alarm: boolean;
  readonly sentence: string;
}

/** What `marksOf` says of an envelope that opened. @param day on which it came to the server, if a bundle says so */
export function noticesOf(
  contents: UnpackedTip | KeptWhole,
  stanzas: StanzaCount,
  expected: Expected,
  day: Day | undefined,
  among?: AmongReplies,
): Notice[] {
  const marks = marksOf({ day: day ?? null, stanzas, contents: judgedOf(contents), among }, expected);
  return marks.flatMap((mark) =>
    sentencesOf(mark, contents).map((sentence) => ({ alarm: isAlarm(mark.kind), sentence })),
  );
}

function judgedOf(contents: UnpackedTip | KeptWhole): Judged["contents"] {
  if (contents.kind === "whole") return { kind: "by-hand" };
  const { tip, proof, attachments } = contents;
  if ("unreadable" in tip) return { kind: "unreadable" };
  return { kind: "report", tip, files: attachments, proof };
}

function sentencesOf(mark: Mark, contents: UnpackedTip | KeptWhole): string[] {
  switch (mark.kind) {
    case "by-hand":
      return contents.kind === "whole" ? aboutHandMade(contents) : [];
    case "report-unreadable":
      return contents.kind === "tip" && "unreadable" in contents.tip
        ? [`${contents.tip.unreadable} See tip.json.`]
        : [];
    case "not-compared":
      return ["It was not compared with any roster: --anchor and --roster do that."];
    case "other-instance":
      return ["It was made for ANOTHER INSTANCE: somebody may have handed it in again here."];
    case "unknown-roster":
      return ["It was sealed to ANOTHER ROSTER than those known here, nor the one before: find out which."];
    case "earlier-roster":
      return [`It was sealed to the roster before number ${mark.next}, which is not at hand.`];
    case "superseded-roster":
      return [
        `It was sealed to a SUPERSEDED ROSTER (number ${mark.sequence}, replaced on ${mark.since}) and came on ` +
          `${mark.came}: the server may have served the old one, and a revoked reviewer may read this tip.`,
      ];
    case "perhaps-superseded":
      return [`Its roster (number ${mark.sequence}) was superseded on ${mark.since}: mind when it came.`];
    case "after-period":
      return [
        `It came on ${mark.came}; the period of its roster (number ${mark.sequence}) ended on ${mark.ended}.`,
      ];
    case "sealed-selectively":
      return [
        `It was NOT SEALED TO EXACTLY THE REVIEWERS of its roster (${mark.stanzas.hybrid} hybrid stanzas of ` +
          `${mark.stanzas.all}, for ${mark.reviewers} reviewers): ask whether others open it.`,
      ];
    case "reply-unproven":
      return [
        "Its address for answers DID NOT WRITE THIS TEXT WITH THESE FILES: somebody may have changed them. " +
          "No letter is sent there because of it.",
      ];
    case "mailbox-weak":
      return [
        "Its mailbox protects nothing, so that anybody could tell which letters are for it: none is sent.",
      ];
    case "tip-replayed":
      return [
        "It is A TIP THAT CAME BEFORE, in another envelope: whoever could open that one may have sealed it again.",
      ];
    case "reply-changed":
      return [
        "Its address came before with ANOTHER RECIPIENT OR MAILBOX: somebody else may have the source's codename. " +
          "Letters go where the first one said.",
      ];
    case "files-differ":
      return [
        ...mark.missing.map((name) => `The report lists ${name}, which is not in the envelope.`),
        ...mark.unlisted.map((name) => `The envelope holds ${name}, which the report does not list.`),
        ...mark.resized.map((name) => `${name} has another size than the report says.`),
      ];
  }
}

function aboutHandMade({ files, found }: KeptWhole): string[] {
  const { readAs, tooLong, leftOut } = found;
  const names = readAs.map((encoding) => ENCODING_NAMES[encoding]).join(" and ");
  const guessed = readAs.some((encoding) => encoding !== "utf-8");
  return [
    files.length === 1
      ? "It was sealed by hand, or kept whole on request, and is one file."
      : `It was sealed by hand, as ${files.length} files.`,
    ...(guessed
      ? [
          `Its text was read as ${names}: if it makes no sense, open it again with another --encoding and --out.`,
        ]
      : []),
    ...(tooLong ? ["It holds more text than is shown here: see the files."] : []),
    ...(leftOut > 0 ? [leftOutInWords(leftOut)] : []),
  ];
}

function leftOutInWords(count: number): string {
  return count === 1
    ? "One link or device in its tar was left out."
    : `${count} links or devices in its tar were left out.`;
}

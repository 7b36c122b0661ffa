import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import type { Day } from "../../../protocol/day.ts";
import type { BundleList } from "../../bundle/list.ts";
import type { BroughtLetters } from "../../courier/bring-letters.ts";
import { isNothingThere } from "../../courier/draw.ts";
import type { ExpiredDay } from "../../courier/server-answers.ts";
import type { DocumentsSeen } from "../../courier/verify-documents.ts";
import { ServerError } from "../../http/errors.ts";
import { counted } from "../say.ts";
import { sentenceOf } from "../sentence.ts";
import { amountInWords } from "./amounts.ts";
import type { PickedUp } from "./pickup.ts";
import type { Comparison } from "./sources-letters.ts";
import { isNewMove } from "./told-before.ts";

/** What came of a run, line by line. */
export function linesAbout(pickedUp: PickedUp, bundle: string, again: Day | null): string[] {
  switch (pickedUp.kind) {
    case "there":
      return [
        again === null
          ? `${bundle} was there from an earlier run; its ${counted(pickedUp.count, "envelope")} are now acknowledged.`
          : `${bundle} was there from an earlier run, whole, with ${counted(pickedUp.count, "envelope")}; none was acknowledged by this.`,
        ...linesAboutUntold(pickedUp),
        "For what has come since, run this again with another --bundle.",
      ];
    case "nothing":
      return [
        "Nothing was fetched, and no bundle written.",
        ...linesAboutNone(pickedUp, again),
        ...linesAboutDamaged(pickedUp.damaged),
        ...linesAboutLeft(pickedUp.list, again),
      ];
    case "bundle": {
      const { envelopes } = pickedUp.list;
      const bytes = envelopes.reduce((sum, { size }) => sum + size, 0);
      return [
        envelopes.length === 0
          ? `${bundle}: no envelope, but the letters of today, for the reviewers.`
          : `${bundle}: ${counted(envelopes.length, "envelope")}, ${amountInWords(bytes)}; ${again === null ? "acknowledged" : `${again} anew, and none was acknowledged by this`}.`,
        ...linesAboutNone(pickedUp, again),
        ...linesAboutUntold(pickedUp),
        ...(pickedUp.gone > 0
          ? [
              `${counted(pickedUp.gone, "envelope")} could no longer be had while this ran: the server's retention deletes them, or its disk fails, which its log says.`,
            ]
          : []),
        ...linesAboutDamaged(pickedUp.damaged),
        ...linesAboutLeft(pickedUp.list, again),
      ];
    }
  }
}

function linesAboutNone(came: Parameters<typeof isNothingThere>[0], again: Day | null): string[] {
  if (again === null || !isNothingThere(came)) return [];
  return [`What there was of ${again} is erased, or had never come.`];
}

function linesAboutUntold({ allTold }: { readonly allTold: boolean }): string[] {
  if (allTold) return [];
  return [
    "A server that failed, or wasn't asked now, has not been told of what it had: run the same command again with all of them, so that it is.",
  ];
}

/** The bundle is whole all the same: reviewers judge what is in it by themselves. */
export async function linesAboutMove(keyPath: string, { movedTo, unseen }: DocumentsSeen): Promise<string[]> {
  const fingerprint = movedTo && anchorFingerprint(movedTo);
  const isNew = fingerprint !== undefined && (await isNewMove(keyPath, fingerprint));
  return [
    ...(isNew
      ? [
          "The instance has moved to another anchor, as its stewards signed. Compare its fingerprint with one of them, now:",
          `  ${fingerprint}`,
          "This is said once; the anchor that you give may stay the one of before.",
        ]
      : []),
    ...(unseen === 0
      ? []
      : [
          `${unseen} of the documents with it are from before this anchor, and were not checked: for that give line.json, from a steward, with --anchor.`,
        ]),
  ];
}

export function linesAboutExpired(expired: readonly ExpiredDay[]): string[] {
  if (expired.length === 0) return [];
  return [
    "Since you were last told, envelopes were deleted that no courier had fetched in time. Tell the reviewers:",
    ...expired.map(({ day, count }) => `  ${day}  ${counted(count, "envelope")}, gone for good`),
  ];
}

function linesAboutDamaged(count: number): string[] {
  if (count === 0) return [];
  return [
    `${counted(count, "envelope")} on the server: other bytes than it lists, so left there. Tell the operator to look at the disk.`,
  ];
}

/** What is drawn anew begins with the same ones. */
function linesAboutLeft({ envelopes, left }: BundleList, again: Day | null): string[] {
  if (left.length === 0) return [];
  return [
    "Left on the server:",
    ...left.map(
      ({ day, count, bytes }) => `  ${day}  ${counted(count, "envelope")}, ${amountInWords(bytes)}`,
    ),
    again === null && envelopes.length > 0
      ? "For more of it run this again, with another --bundle or a larger --budget."
      : "For more of it run this again, with another --bundle and a larger --budget.",
  ];
}

/** What failed once a bundle was whole. */
export function warningAboutBesides(acknowledged: boolean, error: unknown): string {
  const stopped = error instanceof ServerError && error.code === "interrupted";
  return (
    `The bundle is whole${acknowledged ? " and acknowledged" : ""}. What else there was to tell (what expired, a move of ` +
    `the anchor, the letters) is left to the next pickup: ${stopped ? "Stopped." : sentenceOf(error)}`
  );
}

/** What of the letters is not as it should be, in sentences for stderr. */
export function warningsAbout({ failed }: BroughtLetters, compared: Comparison | undefined): string[] {
  return [
    ...failed.map(
      ({ address, error }) =>
        `No letters were brought from ${address}: ${error.message} Its tips are fetched all the same.`,
    ),
    ...(compared === "other"
      ? [
          "Sources are shown other letters than couriers are: who looks for an answer may not find it. Run this again " +
            "tomorrow; if it stays so, tell the reviewers and the stewards that the server shows two pools.",
        ]
      : []),
    ...(compared instanceof ServerError
      ? [
          `The letters could not be compared with those that sources are shown: ${compared.message} Compare them with the ` +
            "next pickup.",
        ]
      : []),
  ];
}

import { cleanImage } from "../../../../client/pictures/clean.ts";
import { CleanError } from "../../../../client/pictures/errors.ts";
import type { Finding } from "../../../../client/pictures/finding.ts";
import { inspectImage } from "../../../support/cleaned.ts";

/** The code a picture is refused with, or "accepted"; any other error is a failure of the test. */
export function outcomeOf(picture: Uint8Array): string {
  try {
    cleanImage(picture);
    return "accepted";
  } catch (error) {
    if (error instanceof CleanError) return error.code;
    throw error;
  }
}

/** What a picture reveals, each finding in one line: "place 1.00000° N, 2.00000° W". */
export function revealed(picture: Uint8Array): string[] {
  return inspectImage(picture).findings.map(line);
}

function line(finding: Finding): string {
  if ("text" in finding) return `${finding.code} ${finding.text}`;
  if ("name" in finding) return `${finding.code} ${finding.name}`.trim();
  return finding.code;
}

import { endingOf } from "../report/media-types.ts";
import type { FoundFile } from "./opened-tip.ts";
import { beginningOf } from "./read-text.ts";

/** What all that is saved of a tip is called: its two words, in what every disk takes. */
export function nameOnDisk(designation: string): string {
  return designation.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/**
 * A name of ours, whatever the sender called it, with the ending of what it is. The first file has number 1.
 * @param bytes the whole file: its first ones don't tell a text in an older encoding
 */
export function savedName(
  designation: string,
  { type }: Pick<FoundFile, "type">,
  number: number,
  bytes: Uint8Array,
): string {
  const isText = type === "application/octet-stream" && beginningOf(bytes) !== undefined;
  const ending = endingOf(isText ? "text/plain" : type);
  return `${nameOnDisk(designation)}-${String(number).padStart(2, "0")}.${ending}`;
}

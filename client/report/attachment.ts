import { list, type Of, orNull, record } from "../../crypto/documents/canonical.ts";
import { count, text } from "../../crypto/documents/fields.ts";
import { codes, type Known } from "./fields.ts";
import { inOrder } from "./vocabulary/codes.ts";

/** Most files beside one tip.json, a kept original counted like any other: for whoever writes, reads or keeps a tip. */
export const MOST_ATTACHMENTS = 100;

const attachmentIn = (known: Known) =>
  record(() => ({
    /** The tar's name: `attachments/NN-…`. */
    name: text,
    /** The media type, as `recognise` has it. */
    type: text,
    /** Bytes. */
    size: count(0, Number.MAX_SAFE_INTEGER),
    /** What cleaning took out, which may be nothing; null if the file was not cleaned. */
    cleaned: orNull(codes(known, "removed")),
    /** The name of the attachment that is the original of this clean copy; null if it isn't sent, or this is no copy. */
    original: orNull(text),
  }));

/** A file that travels with the report. */
export interface Attachment extends Of<ReturnType<typeof attachmentIn>> {}

export const attachmentsIn = (known: Known) => list(attachmentIn(known), 0, MOST_ATTACHMENTS);

/** In the one form: the removed in the order of the vocabulary, each once. */
export function settleAttachment({ name, type, size, cleaned, original }: Attachment): Attachment {
  return { name, type, size, cleaned: cleaned && inOrder("removed", cleaned), original };
}

/** Whether they are not too many, all names differ, and every original that is named is there, as it was, for one clean copy only. */
export function fitTogether(attachments: readonly Attachment[]): boolean {
  const uncleaned = new Set(attachments.filter(({ cleaned }) => cleaned === null).map(({ name }) => name));
  const copies = attachments.filter(({ original }) => original !== null);
  const originals = new Set(copies.map(({ original }) => original ?? ""));
  return (
    attachments.length <= MOST_ATTACHMENTS &&
    new Set(attachments.map(({ name }) => name)).size === attachments.length &&
    originals.size === copies.length &&
    copies.every(({ cleaned, original }) => cleaned !== null && uncleaned.has(original ?? ""))
  );
}

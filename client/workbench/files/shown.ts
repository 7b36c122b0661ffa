import type { TipContents } from "../../opening/opened-tip.ts";
import type { MediaType } from "../../report/media-types.ts";

/** What is worth being shown as characters: texts, markup that isn't followed, and what nobody recognised. */
export const SHOWN_AS_TEXT: ReadonlySet<MediaType> = new Set<MediaType>([
  "text/plain",
  "text/html",
  "text/vcard",
  "text/calendar",
  "message/rfc822",
  "multipart/related",
  "image/svg+xml",
  "application/xml",
  "application/json",
  "application/gpx+xml",
  "application/vnd.google-earth.kml+xml",
  "application/octet-stream",
]);

/** What a report says that one of its files is; undefined if it says nothing of it. */
export function claimedType(contents: TipContents, name: string): string | undefined {
  if (contents.kind !== "report") return undefined;
  return contents.tip.attachments.find((attachment) => attachment.name === name)?.type;
}

/** What the browser may decode, when it is asked for: pictures of points, in which no script can be. */
export const SHOWN_AS_PICTURES: ReadonlySet<MediaType> = new Set<MediaType>([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
]);

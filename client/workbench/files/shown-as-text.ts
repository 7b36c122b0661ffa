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

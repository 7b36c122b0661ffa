import { endingOf, type MediaType } from "./media-types.ts";
import { sniff } from "./sniff.ts";

/** What is packed in something of which the first bytes may tell no more. */
const PACKED_IN: ReadonlyMap<MediaType, readonly MediaType[]> = new Map<MediaType, readonly MediaType[]>([
  [
    "application/zip",
    [
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      "application/vnd.oasis.opendocument.text",
      "application/vnd.oasis.opendocument.spreadsheet",
      "application/vnd.oasis.opendocument.presentation",
      "application/epub+zip",
    ],
  ],
  [
    "application/x-ole-storage",
    [
      "application/msword",
      "application/vnd.ms-excel",
      "application/vnd.ms-powerpoint",
      "application/vnd.ms-outlook",
    ],
  ],
  ["video/mp4", ["audio/mp4"]],
]);

/**
 * What a file is by its first bytes (up to `SNIFF_LENGTH`); where those tell only what it is packed in, by the ending of
 * its name too, which changes nothing else.
 */
export function recognise(bytes: Uint8Array, name: string): MediaType {
  const sniffed = sniff(bytes);
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return PACKED_IN.get(sniffed)?.find((type) => endingOf(type) === ending) ?? sniffed;
}

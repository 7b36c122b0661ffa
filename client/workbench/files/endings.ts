import type { MediaType } from "../../report/sniff.ts";

const ENDINGS: Readonly<Record<MediaType, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/heic": "heic",
  "video/mp4": "mp4",
  "video/webm": "webm",
  "audio/mpeg": "mp3",
  "application/pdf": "pdf",
  "application/zip": "zip",
  "text/plain": "txt",
  "application/octet-stream": "bin",
};

/** The ending that a saved file gets, by what it is; never the sender's. */
export function endingOf(type: MediaType): string {
  return ENDINGS[type];
}

/** What the browser may decode, when it is asked for: pictures of points, in which no script can be. */
export const SHOWN_AS_PICTURES: ReadonlySet<MediaType> = new Set<MediaType>([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
]);

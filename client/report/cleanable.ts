import type { MediaType } from "./media-types.ts";

/** The kinds of files that the page cleans. */
export const CLEANABLE: ReadonlySet<MediaType> = new Set<MediaType>([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/heic",
  "image/avif",
  "video/mp4",
  "video/quicktime",
  "video/3gpp",
  "audio/mp4",
]);

/** Whether we can tell what a file says about itself: of one that is cleaned, and of documents. */
export function isTelling(type: MediaType): boolean {
  return CLEANABLE.has(type) || /pdf|opendocument|openxml/.test(type);
}

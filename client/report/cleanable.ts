import type { MediaType } from "./media-types.ts";

/** The kinds of files that the page cleans, and whose metadata the workbench reads. */
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

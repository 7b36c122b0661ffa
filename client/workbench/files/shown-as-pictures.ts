import type { MediaType } from "../../report/media-types.ts";

/** What the browser may decode, when it is asked for: pictures of points, in which no script can be. */
export const SHOWN_AS_PICTURES: ReadonlySet<MediaType> = new Set<MediaType>([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
]);

import type { Orientation } from "./metadata/orientation.ts";
import type { Parts } from "./parts.ts";

/** What a format's reader makes of a picture: the parts its clean copy consists of. */
export interface Reading {
  readonly parts: Parts;
  readonly orientation: Orientation;
}

import { type MediaType, stemOf } from "./media-types.ts";

/**
 * The name that an attachment travels under: its place (from 1) and what it is, `01-photo.jpg`. The name it had
 * on the source's machine may say who they are, so it is never sent.
 */
export function neutralName(place: number, type: MediaType): string {
  return `${String(place).padStart(2, "0")}-${stemOf(type)}`;
}

/** The folder in the tar that all attachments lie in. */
export const ATTACHMENTS_FOLDER = "attachments/";

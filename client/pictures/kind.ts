import { hasAscii } from "./fields.ts";

export type ImageKind = "jpeg" | "png" | "webp";

/** The kind of picture that the first bytes (12 are enough) announce; null if none that can be cleaned. */
export function imageKind(bytes: Uint8Array): ImageKind | null {
  if (hasAscii(bytes, "\xff\xd8\xff")) return "jpeg";
  if (hasAscii(bytes, "\x89PNG")) return "png";
  if (hasAscii(bytes, "RIFF") && hasAscii(bytes, "WEBP", 8)) return "webp";
  return null;
}

/** Every way a picture is refused: the code is stable; the sentence is English, for people who debug. */
export const SENTENCES = {
  "unknown-kind": "This is not a JPEG, PNG or WebP picture.",
  "cut-short": "The picture ends too early: copy it again, whole.",
  "bad-checksum": "A checksum inside the picture is wrong: copy it again.",
  structure: "The picture breaks the rules of its format, and can't be cleaned safely.",
  unsupported: "The picture is of a rare variant that can't be cleaned here.",
} as const;

/** Every way a picture is refused: the code is stable; the sentence is English, for people who debug. */
export const SENTENCES = {
  "unknown-kind": "This is not a JPEG, PNG or WebP picture.",
  "cut-short": "The picture ends too early: copy it again, whole.",
  "bad-checksum": "A checksum inside the picture is wrong: copy it again.",
  structure: "The picture breaks the rules of its format, and can't be cleaned safely.",
  unsupported: "The picture is of a rare variant that can't be cleaned here.",
  "unknown-codec": "The picture or the sound is coded in a way that can't be looked through here.",
  encrypted: "The file is encrypted or protected, and can't be looked through.",
  elsewhere: "Parts of what this file shows are in other files.",
} as const;

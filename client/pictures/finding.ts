import { displayText } from "./display-text.ts";

/** Findings with a short text from the picture (see `displayText`). */
export type TextCode =
  | "place"
  | "time"
  | "author"
  | "company"
  | "serial"
  | "device"
  | "software"
  | "comment"
  | "saves";
/** Findings that are so many bytes. */
type SizeCode = "thumbnail" | "provenance" | "trailing" | "maker-note" | "settings";
/** Findings with a technical name (of a block, or a colour profile; maybe empty) and so many bytes. */
type NamedCode = "track" | "notes" | "colours" | "unknown";
/** Findings that are just so. */
type PlainCode = Exclude<FindingCode, TextCode | SizeCode | NamedCode>;

/**
 * One thing that a picture would reveal, and that its clean copy does not hold. Sentences for people are made
 * from the code by whoever shows it. `place` is coordinates or a place's name; `serial` is a number that belongs
 * to one device or one file; `settings` are the technical details of a shot; `notes` a block that programs keep
 * (XMP, IPTC…). Of documents alone: how many times one was saved (`saves`), and that it keeps what was changed or
 * deleted (`changes`). Two are about the copy: `other-still` shows a picture that its animation doesn't, and where there was
 * `no-end`, or a break before it, an end is written.
 */
export type Finding =
  | { readonly code: TextCode; readonly text: string }
  | { readonly code: PlainCode }
  | { readonly code: SizeCode; readonly bytes: number }
  | { readonly code: NamedCode; readonly name: string; readonly bytes: number };

/** All codes, what endangers most first: the order in which findings are listed. */
export const FINDING_CODES = [
  "place",
  "author",
  "company",
  "faces",
  "serial",
  "maker-note",
  "device",
  "time",
  "comment",
  "changes",
  "saves",
  "thumbnail",
  "second-image",
  "motion",
  "depth",
  "trailing",
  "track",
  "provenance",
  "software",
  "notes",
  "settings",
  "animation",
  "other-still",
  "no-end",
  "colours",
  "unknown",
  "unreadable",
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** Most different findings of one code: what a person can take in; a hostile file can hold millions. */
export const MAX_FINDINGS_PER_CODE = 8;

/** Collects findings: the same one once, bytes of the same thing added up. */
export class Findings {
  readonly #findings = new Map<FindingCode, Map<string, Finding>>();

  /** A text from the picture, as it stands there; false if nothing of it can be shown, or too much is already. */
  text(code: TextCode, text: string): boolean {
    const shown = displayText(text);
    return shown !== "" && this.#put(shown, { code, text: shown });
  }

  plain(code: PlainCode): void {
    this.#put("", { code });
  }

  size(code: SizeCode, bytes: number): void {
    this.#put("", { code, bytes: bytes + this.#bytesOf(code, "") });
  }

  named(code: NamedCode, name: string, bytes: number): void {
    const shown = displayText(name);
    this.#put(shown, { code, name: shown, bytes: bytes + this.#bytesOf(code, shown) });
  }

  list(): readonly Finding[] {
    return FINDING_CODES.flatMap((code) => [...(this.#findings.get(code)?.values() ?? [])]);
  }

  #bytesOf(code: FindingCode, key: string): number {
    const known = this.#findings.get(code)?.get(key);
    return known && "bytes" in known ? known.bytes : 0;
  }

  #put(key: string, finding: Finding): boolean {
    const ofCode = this.#findings.get(finding.code) ?? new Map<string, Finding>();
    if (!ofCode.has(key) && ofCode.size >= MAX_FINDINGS_PER_CODE) return false;
    ofCode.set(key, finding);
    this.#findings.set(finding.code, ofCode);
    return true;
  }
}

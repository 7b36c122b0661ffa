import { equalBytes } from "../../../crypto/bytes.ts";
import { digestOfLeaves, type EnvelopeDigest, LEAF_LENGTH } from "../../../crypto/digest.ts";
import type { CircuitId } from "../../circuits/circuit-line.ts";
import { SpoolError, type UploadId } from "../spool.ts";
import type { DayFile } from "./day-file.ts";

export interface Part {
  /** SHA-256 of its bytes. */
  readonly leaf: Uint8Array;
  readonly size: number;
  /** Whether its bytes are in the file, and an upload's. */
  staged: boolean;
}

/** What is known of an upload; the bytes are in the file of the day on which it began. */
export interface Upload {
  readonly id: UploadId;
  readonly headerLength: number;
  /** By which it began, as long as it is unfinished: in memory only, and none after a start. */
  circuit: CircuitId | undefined;
  readonly file: DayFile;
  /** Where its parts lie in the file. */
  readonly block: number;
  readonly parts: Map<number, Part>;
  /** When its last part came: in memory only. */
  touched: number;
  /** `stored`: its parts are an envelope's now. */
  state: "open" | "stored" | "leaving";
  committed?: Commit;
}

/** What an upload was finished with. */
export interface Commit {
  readonly count: number;
  readonly digest: EnvelopeDigest;
}

/** A part, and which one it is. */
export interface NumberedPart {
  readonly number: number;
  readonly part: Part;
}

/** Whether a part can be added to what is there. */
export function fits(upload: Upload, number: number, part: Part): boolean {
  return [...upload.parts].every(([other, kept]) => follow({ number: other, part: kept }, { number, part }));
}

/** Whether two parts can be of one upload: only its last one is shorter than a leaf. */
export function follow(one: NumberedPart, other: NumberedPart): boolean {
  const [first] = one.number < other.number ? [one] : [other];
  return one.number === other.number || first.part.size === LEAF_LENGTH;
}

/** The size of a complete upload. @throws SpoolError parts-missing, part-conflict, digest-mismatch */
export function checkComplete(upload: Upload, count: number, digest: EnvelopeDigest): number {
  const parts = Array.from({ length: count }, (_, number) => upload.parts.get(number));
  const present = parts.filter((part) => part !== undefined);
  if (present.length < count) throw new SpoolError("parts-missing");
  if (upload.parts.size > count) throw new SpoolError("part-conflict");
  if (present.some(({ size }, number) => size !== LEAF_LENGTH && number < count - 1))
    throw new SpoolError("part-conflict");
  if (!equalBytes(digestOfLeaves(present.map((part) => part.leaf)), digest)) {
    throw new SpoolError("digest-mismatch");
  }
  return present.reduce((sum, part) => sum + part.size, 0);
}

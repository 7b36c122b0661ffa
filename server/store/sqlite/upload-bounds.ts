import type { CircuitId } from "../../circuits/circuit-line.ts";
import type { Upload } from "./upload.ts";

/** Unfinished uploads, however small, from which on no further is begun. */
export const MOST_UPLOADS = 4_096;

/** Of those, how many that one circuit began: a page begins one. */
export const MOST_UPLOADS_A_CIRCUIT = 16;

/** What all unfinished uploads together may hold at a moment. */
export interface UploadRoom {
  readonly bytes: number;
  /** Those that one circuit began. */
  readonly ofCircuit: number;
  /** What whoever finds none left is told: that it passes, or that the whole spool is full. */
  readonly refusal: "spool-busy" | "spool-full";
}

/** Whether one more upload may begin, by this circuit, beside those that are open or about to be. */
export function hasPlace(open: readonly Pick<Upload, "circuit">[], circuit: CircuitId | undefined): boolean {
  return open.length < MOST_UPLOADS && hasShare(open, circuit);
}

/** The same by the circuit's own share alone. */
export function hasShare(open: readonly Pick<Upload, "circuit">[], circuit: CircuitId | undefined): boolean {
  if (circuit === undefined) return true;
  return open.filter((upload) => upload.circuit === circuit).length < MOST_UPLOADS_A_CIRCUIT;
}

/** Bytes that uploads hold which this circuit began. */
export function bytesOfCircuit(uploads: Iterable<Upload>, circuit: CircuitId): number {
  const own = [...uploads].filter((upload) => upload.circuit === circuit);
  const parts = own.flatMap((upload) => [...upload.parts.values()]).filter(({ staged }) => staged);
  return parts.reduce((sum, part) => sum + part.size, 0);
}

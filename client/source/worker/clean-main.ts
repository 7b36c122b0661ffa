import { free } from "../../browser/free.ts";
import { UnreadableFile } from "../../browser/read-blob.ts";
import { cleanFile, describeSource } from "../../pictures/clean.ts";
import { documentReader } from "../../pictures/documents/document.ts";
import { CleanError } from "../../pictures/errors.ts";
import { type Plan, piecesOf } from "../../pictures/iso/plan.ts";
import { windowed } from "../../pictures/iso/source.ts";
import { type CallsOf, serve } from "../../workers/calls.ts";
import type { Cleaned, DamageCode } from "./clean-messages.ts";

const works = { clean };

export type CleanerCalls = CallsOf<typeof works>;

export function startCleaner(): void {
  serve(works, codeOf);
}

/** Cleans a file, or tells of a document. @throws CleanError, UnreadableFile */
function clean(file: Blob): Cleaned {
  const source = windowed(file.size, (at, end) => read(file, at, end), free);
  const reader = documentReader(source.read(0, Math.min(5, file.size)));
  if (reader) return { kind: "uncleanable", findings: describeSource(source, reader).findings };
  const { copy, findings } = cleanFile(source);
  const parts = copy instanceof Uint8Array ? [copy] : partsOf(file, copy);
  return { kind: "cleaned", copy: new Blob(parts, { type: file.type }), findings };
}

/** @throws UnreadableFile */
function read(file: Blob, start: number, end: number): Uint8Array<ArrayBuffer> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(start, end)));
  } catch (error) {
    throw new UnreadableFile("", { cause: error });
  }
  if (bytes.length !== end - start) throw new UnreadableFile();
  return bytes;
}

const ZEROS = new Uint8Array(64 * 1024);

/** The copy's parts: of the file itself, which stay on the disk, and what stands in place of others. */
function partsOf(file: Blob, plan: Plan): BlobPart[] {
  const parts: BlobPart[] = [];
  for (const piece of piecesOf(plan)) {
    if (piece instanceof Uint8Array) parts.push(piece as Uint8Array<ArrayBuffer>);
    else if (typeof piece !== "number") parts.push(file.slice(...piece));
    else for (let left = piece; left > 0; left -= ZEROS.length) parts.push(ZEROS.subarray(0, left));
  }
  return parts;
}

function codeOf(error: unknown): DamageCode {
  if (error instanceof CleanError) return error.code;
  return error instanceof UnreadableFile ? "file-unreadable" : "cleaner-broken";
}

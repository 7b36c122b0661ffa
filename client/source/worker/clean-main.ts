import { UnreadableFile } from "../../browser/read-blob.ts";
import { cleanFile } from "../../pictures/clean.ts";
import { CleanError } from "../../pictures/errors.ts";
import type { Finding } from "../../pictures/finding.ts";
import { type Plan, piecesOf } from "../../pictures/iso/plan.ts";
import { windowed } from "../../pictures/iso/source.ts";
import type { DamageCode, FromCleaner, ToCleaner } from "./clean-messages.ts";

export function startCleaner(): void {
  self.addEventListener("message", ({ data: { number, file } }: MessageEvent<ToCleaner>) => {
    try {
      const { copy, findings } = clean(file);
      post({ kind: "cleaned", number, copy, findings });
    } catch (error) {
      post({ kind: "damaged", number, code: codeOf(error) });
    }
  });
}

function post(message: FromCleaner): void {
  self.postMessage(message);
}

interface CleanCopy {
  readonly copy: Blob;
  readonly findings: readonly Finding[];
}

function clean(file: Blob): CleanCopy {
  const { copy, findings } = cleanFile(windowed(file.size, (at, end) => read(file, at, end)));
  const parts = copy instanceof Uint8Array ? [copy] : partsOf(file, copy);
  return { copy: new Blob(parts, { type: file.type }), findings };
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

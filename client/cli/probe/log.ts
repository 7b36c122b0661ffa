import { access, constants, open } from "node:fs/promises";
import { dirname } from "node:path";
import { parseUtf8 } from "../../../crypto/bytes.ts";
import { type EnvelopeDigest, encodeDigest, parseDigest } from "../../../crypto/digest.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { type Day, parseDay } from "../../../protocol/day.ts";
import { CliError } from "../errors.ts";
import { exists, readSmallFile, requireFolder } from "../files.ts";

/** A probe that a server said it stored. */
export interface SentProbe {
  readonly day: Day;
  readonly digest: EnvelopeDigest;
}

const MOST_BYTES = 16 * 1024 * 1024;

/** One line at the end of the log (0600), on disk when this returns: `2026-11-21 <64 hex>`. */
export async function appendToLog(path: string, { day, digest }: SentProbe): Promise<void> {
  const file = await open(path, "a", 0o600);
  try {
    await file.writeFile(`${day} ${encodeDigest(digest)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Exactly such lines. @throws CliError file-…, data-refused */
export async function readLog(path: string): Promise<SentProbe[]> {
  const bytes = await readSmallFile(path, MOST_BYTES);
  try {
    const lines = parseUtf8(bytes, "document-malformed").split("\n");
    if (lines.pop() !== "") throw new CryptoError("document-malformed", "no line end");
    return lines.map((line) => {
      const [, day, digest] = /^(\S+) (\S+)$/.exec(line) ?? [];
      return { day: parseDay(day), digest: parseDigest(digest, "document-malformed") };
    });
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError(
      "data-refused",
      `${path} is no log of probes, or a line of it was cut: give the file that "probe send" wrote.`,
    );
  }
}

/** Before anything is sent: that the log is one, or can be made, and may be written. @throws CliError as readLog */
export async function checkLog(path: string): Promise<void> {
  const isThere = await exists(path);
  if (isThere) await readLog(path);
  else await requireFolder(dirname(path));
  await access(isThere ? path : dirname(path), constants.W_OK);
}

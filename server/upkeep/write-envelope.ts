import { open, rename, rm } from "node:fs/promises";
import { digestOfLeaves } from "../../crypto/digest.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { leafDigest } from "../store/leaf.ts";
import type { DayReader } from "../store/sqlite/day-reader.ts";
import type { EnvelopeRow } from "../store/sqlite/day-schema.ts";
import { ifHad } from "../store/sqlite/soundness.ts";

/** What came of an envelope: it is gone if the couriers have it meanwhile, lost if the disk doesn't give its bytes. */
export type Written = "whole" | "gone" | "lost";

/** Under a temporary name first, so that a file with the right name is always whole: what its digest says. */
export async function writeEnvelope(reader: DayReader, row: EnvelopeRow, path: string): Promise<Written> {
  const temporary = `${path}.part`;
  await rm(temporary, { force: true });
  const leaves: Uint8Array[] = [];
  {
    await using file = await open(temporary, "wx", 0o600);
    for (let number = 0; number < row.parts; number++) {
      const bytes = ifHad(() => reader.findPart(row.key, number));
      if (!bytes) break;
      leaves.push(leafDigest(bytes));
      await file.writeFile(bytes);
    }
    await file.sync();
  }
  const whole = leaves.length > 0 && encodeHex(digestOfLeaves(leaves)) === encodeHex(row.digest);
  await (whole ? rename(temporary, path) : rm(temporary));
  if (whole) return "whole";
  return ifHad(() => reader.has(row.key)) === false ? "gone" : "lost";
}

import { open, rename, rm } from "node:fs/promises";
import type { DayReader } from "../store/sqlite/day-reader.ts";
import type { EnvelopeRow } from "../store/sqlite/day-schema.ts";

/**
 * Under a temporary name first, so that a file with the right name is always whole. False if the envelope goes
 * meanwhile, since the couriers have it.
 */
export async function writeEnvelope(reader: DayReader, row: EnvelopeRow, path: string): Promise<boolean> {
  const temporary = `${path}.part`;
  await rm(temporary, { force: true });
  const file = await open(temporary, "wx", 0o600);
  let whole = false;
  try {
    for (let number = 0; number < row.parts; number++) {
      const bytes = reader.findPart(row.key, number);
      if (!bytes && !reader.has(row.key)) break;
      await file.writeFile(bytes ?? reader.part(row.key, number));
      if (number === row.parts - 1) whole = true;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await (whole ? rename(temporary, path) : rm(temporary));
  return whole;
}

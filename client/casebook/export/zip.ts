import { zipSync } from "fflate";
import type { ExportFile } from "./files.ts";

/**
 * One ZIP of all files, in its root. The same files give the same bytes, on every machine and day.
 * @param level 0 only stores them, 6 is how hard programs usually try
 */
export function zipFile(
  name: string,
  files: readonly ExportFile[],
  level: 0 | 6 = 6,
): ExportFile & { readonly bytes: Uint8Array<ArrayBuffer> } {
  const contents = Object.fromEntries(files.map((file) => [file.name, file.bytes]));
  return { name, bytes: zipSync(contents, { level, mtime: beginning() }) };
}

/** The first moment that a ZIP can name. It has no time zone: its fields are the machine's own clock's. */
function beginning(): Date {
  return new Date(1980, 0, 1);
}

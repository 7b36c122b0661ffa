import { join } from "node:path";
import { CryptoError } from "../../../crypto/errors.ts";
import { CliError } from "../errors.ts";
import { readSmallFile } from "../files.ts";

/** A file of a demo's data folder that must be exactly as the demo wrote it. @throws CliError data-refused, file-… */
export async function readOwnFile<T>(
  data: string,
  name: string,
  parse: (bytes: Uint8Array) => T,
): Promise<T> {
  const bytes = await readSmallFile(join(data, name));
  try {
    return parse(bytes);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw refused(data, `holds ${name} otherwise than the demo wrote it: ${RESTORE}`);
  }
}

export const RESTORE = "put the right file back, or move the folder away and start anew";

export function refused(data: string, why: string): CliError {
  return new CliError("data-refused", `The data folder ${data} ${why}.`);
}

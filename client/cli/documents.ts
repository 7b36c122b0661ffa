import { CryptoError } from "../../crypto/errors.ts";
import { CliError } from "./errors.ts";
import { readSmallFile } from "./files.ts";

/** A public document from a file; a refusal names the file. @throws CliError file-…, document-refused */
export async function readDocument<T>(path: string, parse: (bytes: Uint8Array) => T): Promise<T> {
  const bytes = await readSmallFile(path);
  try {
    return parse(bytes);
  } catch (error) {
    if (error instanceof CryptoError) throw new CliError("document-refused", `${path}: ${error.message}`);
    throw error;
  }
}

import { CryptoError } from "../../crypto/errors.ts";
import { CliError } from "./errors.ts";
import { readSmallFile } from "./files.ts";

/** A public document from a file; a refusal names the file. @throws CliError file-…, document-refused */
export async function readDocument<T>(path: string, parse: (bytes: Uint8Array) => T): Promise<T> {
  return parseDocument(path, await readSmallFile(path), parse);
}

/** The same of bytes that were read from it. @throws CliError document-refused */
export function parseDocument<T>(path: string, bytes: Uint8Array, parse: (bytes: Uint8Array) => T): T {
  try {
    return parse(bytes);
  } catch (error) {
    if (error instanceof CryptoError) throw new CliError("document-refused", `${path}: ${error.message}`);
    throw error;
  }
}

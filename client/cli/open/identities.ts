import type { Secret } from "../../../crypto/age/identities.ts";
import { parseSecrets } from "../../../crypto/age/identity-file.ts";
import { parseUtf8, wipe } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { pushAll } from "../../../crypto/lists.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { CliError } from "../errors.ts";
import { readSmallFile } from "../files.ts";
import { isProtected, parsedSecret, unprotect } from "../protected-file.ts";
import type { Passphrases } from "./passphrases.ts";

/**
 * The secrets of all identities of these age identity files; protected ones are opened with their passphrase. A file that others
 * on this machine can read is used, with a warning.
 * @throws CliError file-…, identity-refused, passphrase
 */
export async function readSecrets(
  paths: readonly string[],
  passphrases: Passphrases,
  primitives: Primitives,
): Promise<Secret[]> {
  const secrets: Secret[] = [];
  try {
    for (const path of paths) {
      const bytes = await readSmallFile(path);
      const plain = await orRefused(path, () =>
        isProtected(bytes) ? unprotect(path, bytes, passphrases, primitives) : bytes,
      );
      const parse = (text: Uint8Array) => parseSecrets(parseUtf8(text, "identity-malformed"));
      pushAll(secrets, await orRefused(path, () => parsedSecret(path, plain, parse)));
    }
  } catch (error) {
    for (const { secret } of secrets) wipe(secret);
    throw error;
  }
  return secrets;
}

async function orRefused<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError("identity-refused", `${path}: ${error.message}`);
  }
}

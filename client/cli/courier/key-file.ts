import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { parseCourierKey } from "../../courier/key-text.ts";
import { CliError } from "../errors.ts";
import { readSmallFile } from "../files.ts";
import { parsedSecret } from "../protected-file.ts";

/** Exactly what `courierKeyText` makes. @throws CliError identity-refused, file-… */
export async function readCourierKey(path: string): Promise<SigningSeed> {
  const bytes = await readSmallFile(path);
  try {
    return await parsedSecret(path, bytes, parseCourierKey);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError(
      "identity-refused",
      `${path} is no courier's key: give the courier.key that keys.html made.`,
    );
  }
}

import { wipe } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { type CourierPack, MOST_PACK_BYTES, parsePack } from "../../courier/pack.ts";
import { CliError } from "../errors.ts";
import { readSmallFile } from "../files.ts";
import type { Passphrases } from "../open/passphrases.ts";
import { unprotect, warnIfOthersCanRead } from "../protected-file.ts";

/** A courier's pack, opened with its passphrase. @throws CliError identity-refused, passphrase, file-… */
export async function readPack(path: string, passphrases: Passphrases): Promise<CourierPack> {
  const bytes = await readSmallFile(path, MOST_PACK_BYTES);
  try {
    const text = await unprotect(path, bytes, passphrases, await loadSodium());
    const pack = parsePack(text);
    wipe(text);
    await warnIfOthersCanRead(path);
    return pack;
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError(
      "identity-refused",
      `${path} is no courier's pack, or it is damaged: give the file that keys.html made.`,
    );
  }
}

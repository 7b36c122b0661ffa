import { parseUtf8 } from "../../../crypto/bytes.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { encodeHex, parseHex } from "../../../crypto/encoding.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { CliError } from "../errors.ts";
import { readSmallFile } from "../files.ts";
import { warnIfOthersCanRead } from "../protected-file.ts";

/** Says what the file is, so that no other seed is taken for a courier's. */
const LABEL = "nightjar-courier-key/v1 ";

/** The text of courier.key: one line. */
export function courierKeyText(seed: SigningSeed): string {
  return `${LABEL}${encodeHex(seed)}\n`;
}

/** Exactly what `courierKeyText` makes. @throws CliError identity-refused, file-… */
export async function readCourierKey(path: string): Promise<SigningSeed> {
  const bytes = await readSmallFile(path);
  try {
    const text = parseUtf8(bytes, "identity-malformed");
    if (!text.startsWith(LABEL) || !text.endsWith("\n")) throw new CryptoError("identity-malformed");
    const seed = parseHex(text.slice(LABEL.length, -1), 32, "identity-malformed") as SigningSeed;
    await warnIfOthersCanRead(path);
    return seed;
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError(
      "identity-refused",
      `${path} is no courier's key: give the courier.key that "courier init" wrote.`,
    );
  }
}

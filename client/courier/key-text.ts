import { parseUtf8 } from "../../crypto/bytes.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { encodeHex, parseHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";

/** Says what the file is, so that no other seed is taken for a courier's. */
const LABEL = "nightjar-courier-key/v1 ";

/** The text of courier.key: one line. */
export function courierKeyText(seed: SigningSeed): string {
  return `${LABEL}${encodeHex(seed)}\n`;
}

/** Exactly what `courierKeyText` makes. @throws CryptoError identity-malformed */
export function parseCourierKey(bytes: Uint8Array): SigningSeed {
  const text = parseUtf8(bytes, "identity-malformed");
  if (!text.startsWith(LABEL) || !text.endsWith("\n")) throw new CryptoError("identity-malformed");
  return parseHex(text.slice(LABEL.length, -1), 32, "identity-malformed") as SigningSeed;
}

import { hybridIdentity, hybridPublicKey } from "../../../crypto/age/identities.ts";
import { openWhole } from "../../../crypto/age/open.ts";
import { hybridRecipient } from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import { collect, parseUtf8, utf8 } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { Unlocked } from "./unlocked.ts";

/** Longest file of a reviewer's own, in bytes. */
const MOST = 256 * 1024;

/** A text that is nobody else's affair, sealed to the long-lived key of this vault alone. */
export async function sealOwn(text: string, { vault, keys }: Unlocked): Promise<Uint8Array<ArrayBuffer>> {
  const own = hybridRecipient(hybridPublicKey(vault.longLived, keys.primitives));
  return await collect(seal([utf8(text)], [own], keys.primitives));
}

/** The text in such a file; undefined if it is none, or somebody else's. */
export async function openOwn(file: Blob, { vault, keys }: Unlocked): Promise<string | undefined> {
  if (file.size > MOST) return undefined;
  const sealed = new Uint8Array(await file.arrayBuffer());
  try {
    const { plaintext } = openWhole(sealed, [hybridIdentity(vault.longLived)], keys.primitives);
    return parseUtf8(plaintext, "not-age");
  } catch (error) {
    if (error instanceof CryptoError) return undefined;
    throw error;
  }
}

import { collect, wipe } from "../bytes.ts";
import type { Primitives } from "../primitives/primitives.ts";
import { scryptIdentity } from "./identities.ts";
import { open } from "./open.ts";
import { type Progress, scryptRecipient } from "./recipients.ts";
import { seal } from "./seal.ts";

/**
 * A text as a binary age file under a passphrase, composed (NFC), which stock age opens; the text is wiped.
 * @param work log₂ of scrypt's N, which takes 2^work KiB of memory
 */
export async function sealUnderPassphrase(
  text: Uint8Array,
  passphrase: string,
  work: number,
  primitives: Primitives,
  progress?: Progress,
): Promise<Uint8Array> {
  try {
    const recipient = scryptRecipient(passphrase.normalize("NFC"), work, progress);
    return await collect(seal([text], [recipient], primitives));
  } finally {
    wipe(text);
  }
}

/**
 * What `parse` makes of such a file's text, which is wiped behind it.
 * @throws CryptoError no-match for a wrong passphrase, and what `open` and `parse` throw
 */
export async function openUnderPassphrase<T>(
  file: Uint8Array,
  passphrase: string,
  mostWork: number,
  primitives: Primitives,
  parse: (text: Uint8Array) => T,
  progress?: Progress,
): Promise<T> {
  const identity = scryptIdentity(passphrase, mostWork, progress);
  try {
    const { plaintext } = await open([file], [identity], primitives);
    const text = await collect(plaintext);
    try {
      return parse(text);
    } finally {
      wipe(text);
    }
  } finally {
    identity.wipe();
  }
}

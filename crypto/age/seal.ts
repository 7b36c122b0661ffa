import { concat, wipe } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import type { Primitives } from "../primitives/primitives.ts";
import { type Randomness, randomBytes } from "../random.ts";
import { FILE_KEY_LENGTH, type FileKey, headerMac, payloadKey } from "./file-key.ts";
import { encodeHeader, encodeHeaderWithoutMac } from "./header.ts";
import { PAYLOAD_NONCE_LENGTH } from "./payload-length.ts";
import type { Recipient } from "./recipients.ts";
import { StreamSealer } from "./stream-seal.ts";

/**
 * Seals a plaintext, streamed, into a binary age v1 file, streamed. The recipients are all of one kind, and a
 * passphrase stands alone: one weaker stanza would make the whole file as weak. `spent` is told of each chunk of the
 * plaintext that is not looked at any more. `random` is another source than the host's only where somebody is to
 * seal again and get the same bytes.
 * @throws CryptoError no-recipient, mixed-recipients
 */
export async function* seal(
  plaintext: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  recipients: readonly Recipient[],
  primitives: Primitives,
  spent: (chunk: Uint8Array) => void = () => {},
  random: Randomness = randomBytes,
): AsyncGenerator<Uint8Array> {
  const fileKey = random(FILE_KEY_LENGTH) as Uint8Array as FileKey;
  const nonce = random(PAYLOAD_NONCE_LENGTH);
  const header = sealHeader(fileKey, recipients, primitives, random);
  const sealer = new StreamSealer(payloadKey(fileKey, nonce), primitives);
  wipe(fileKey);
  try {
    yield concat(header, nonce);
    for await (const chunk of plaintext) {
      for (const sealed of sealer.push(chunk)) yield sealed;
      spent(chunk);
    }
    yield sealer.finish();
  } finally {
    sealer.wipe();
  }
}

function sealHeader(
  fileKey: FileKey,
  recipients: readonly Recipient[],
  primitives: Primitives,
  random: Randomness,
): Uint8Array {
  const [first] = recipients;
  if (!first) throw new CryptoError("no-recipient");
  const mixed = recipients.some((recipient) => recipient.kind !== first.kind);
  if (mixed || (first.kind === "scrypt" && recipients.length > 1)) throw new CryptoError("mixed-recipients");
  const stanzas = recipients.map((recipient) => recipient.wrap(fileKey, primitives, random));
  const authenticated = encodeHeaderWithoutMac(stanzas);
  return encodeHeader({ stanzas, authenticated, mac: headerMac(fileKey, authenticated) });
}

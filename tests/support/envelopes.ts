import { createHash, randomBytes } from "node:crypto";
import { encodeHeader } from "../../crypto/age/header.ts";
import { payloadLength } from "../../crypto/age/payload-length.ts";
import { concat } from "../../crypto/bytes.ts";
import { digestOfLeaves, encodeDigest, LEAF_LENGTH } from "../../crypto/digest.ts";
import { encodeBase64NoPad } from "../../crypto/encoding.ts";
import { inPieces } from "./chunks.ts";

/**
 * What a server can't tell from a real envelope: a header with hybrid stanzas of random bytes, and a random payload
 * of the right length. Opens with nothing; made in no time.
 */
export function fakeEnvelope(plaintextLength = 65_536, recipients = 2): Uint8Array {
  const stanzas = Array.from({ length: recipients }, () => ({
    type: "mlkem768x25519",
    args: [encodeBase64NoPad(randomBytes(1120))],
    body: randomBytes(32),
  }));
  const header = encodeHeader({ stanzas, mac: randomBytes(32), authenticated: new Uint8Array(0) });
  return concat(header, randomBytes(payloadLength(plaintextLength)));
}

/** The envelope's upload parts. */
export function partsOf(envelope: Uint8Array): Uint8Array[] {
  return [...inPieces(envelope, LEAF_LENGTH)];
}

/** The digest as 64 hex digits, made independently of the server. */
export function digestOf(envelope: Uint8Array): string {
  return encodeDigest(
    digestOfLeaves(partsOf(envelope).map((part) => createHash("sha256").update(part).digest())),
  );
}

export function headerLengthOf(envelope: Uint8Array): number {
  return Buffer.from(envelope).indexOf("\n--- ") + 49;
}

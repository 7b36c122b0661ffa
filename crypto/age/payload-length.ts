/** The payload of an age file: a nonce of 16 bytes, then STREAM chunks (C2SP age, "Payload"). */
export const PAYLOAD_NONCE_LENGTH = 16;

/** Plaintext bytes in a full STREAM chunk. */
export const CHUNK_LENGTH = 64 * 1024;

/** Poly1305 tag behind each chunk. */
export const TAG_LENGTH = 16;

export const SEALED_CHUNK_LENGTH = CHUNK_LENGTH + TAG_LENGTH;

/** Bytes of a whole payload for a plaintext of `plaintextLength` bytes. */
export function payloadLength(plaintextLength: number): number {
  const chunks = Math.max(1, Math.ceil(plaintextLength / CHUNK_LENGTH));
  return PAYLOAD_NONCE_LENGTH + plaintextLength + chunks * TAG_LENGTH;
}

/** Whether some plaintext has a payload of exactly this many bytes: only a lone last chunk may be empty. */
export function isPossiblePayloadLength(length: number): boolean {
  const stream = length - PAYLOAD_NONCE_LENGTH;
  if (stream < TAG_LENGTH) return false;
  if (stream === TAG_LENGTH) return true;
  const last = stream % SEALED_CHUNK_LENGTH;
  return last === 0 || last > TAG_LENGTH;
}

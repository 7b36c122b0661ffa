import { dearmorByHand, isWhitespace } from "./hand-armor.ts";

const DASH = 0x2d;

/**
 * The binary age file in what somebody handed in by hand: binary already, or armored, with or without its line ends.
 * The first byte decides; nothing here looks further into what is binary.
 * @throws CryptoError not-age, armor-malformed, truncated
 */
export async function* sealedBytes(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = content[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const all = from(first.value, chunks);
  const [byte = 0] = first.value;
  yield* byte === DASH || isWhitespace(byte) ? dearmorByHand(all) : all;
}

async function* from(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    yield* { [Symbol.asyncIterator]: () => rest };
  } finally {
    await rest.return?.();
  }
}

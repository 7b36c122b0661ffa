import { joined } from "../../crypto/bytes.ts";

const WHITESPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);

export function withoutLeadingSpace(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => !WHITESPACE.has(byte));
  return bytes.subarray(first < 0 ? bytes.length : first);
}

/** A stream that can be looked at before it is read: its first `length` bytes (or all, if there are fewer). */
export async function lookAhead(chunks: AsyncIterator<Uint8Array>, length: number) {
  const held: Uint8Array[] = [];
  let heldLength = 0;
  while (heldLength < length) {
    const next = await chunks.next();
    if (next.done) break;
    held.push(next.value);
    heldLength += next.value.length;
  }
  return { beginning: joined(held).subarray(0, length), whole: replay(held, chunks) };
}

/**
 * The bytes of a stream as a whole if there are at most so many; else, or if it fails before its end, a stream as it
 * was: with what was read of it, and then the rest or the failure.
 */
export async function wholeIfSmall(
  stream: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Uint8Array | AsyncIterable<Uint8Array>> {
  const chunks = stream[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let length = 0;
  try {
    while (length <= most) {
      const next = await chunks.next();
      if (next.done) return joined(held);
      held.push(next.value);
      length += next.value.length;
    }
  } catch (error) {
    return replay(held, { next: () => Promise.reject(error) });
  }
  return replay(held, chunks);
}

async function* replay(held: readonly Uint8Array[], chunks: AsyncIterator<Uint8Array>) {
  try {
    yield* held;
    for (;;) {
      const next = await chunks.next();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
}

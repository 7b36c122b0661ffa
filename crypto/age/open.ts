import { concat, equalBytes, joined, wipe } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import type { Primitives } from "../primitives/primitives.ts";
import { type FileKey, headerMac, payloadKey } from "./file-key.ts";
import { type Header, HeaderReader } from "./header.ts";
import type { Identity } from "./identities.ts";
import { PAYLOAD_NONCE_LENGTH } from "./payload-length.ts";
import { StreamOpener } from "./stream-open.ts";

/** An envelope whose header is authentic. */
export interface Opened {
  readonly header: Header;
  /**
   * The plaintext. Bytes come as they are authenticated; an envelope cut short throws only at its end, so
   * nothing may be relied on before this has ended.
   */
  readonly plaintext: AsyncGenerator<Uint8Array>;
}

/**
 * Opens a binary age v1 file, streamed.
 * @throws CryptoError not-age, header-…, stanza-malformed, passphrase-work, no-match, header-mac, truncated;
 * and, from `plaintext`, truncated and payload-corrupt
 */
export async function open(
  file: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  identities: readonly Identity[],
  primitives: Primitives,
): Promise<Opened> {
  const chunks = iterate(file);
  try {
    const { header, rest } = await readHeader(chunks);
    const fileKey = authenticFileKey(header, identities, primitives);
    const payload = await readNonce(chunks, rest);
    const opener = new StreamOpener(payloadKey(fileKey, payload.nonce), primitives);
    wipe(fileKey);
    return { header, plaintext: openPayload(opener, payload.rest, chunks) };
  } catch (error) {
    await chunks.return?.();
    throw error;
  }
}

/** An envelope that is authentic to its last byte. */
export interface OpenedWhole {
  readonly header: Header;
  readonly plaintext: Uint8Array;
}

/** The same for a file that is there as a whole: at once, for many small ones. @throws as `open` and its `plaintext` */
export function openWhole(
  file: Uint8Array,
  identities: readonly Identity[],
  primitives: Primitives,
): OpenedWhole {
  const reader = new HeaderReader();
  const read = reader.push(file);
  if (!read) throw reader.truncated();
  const { header, rest } = read;
  const fileKey = authenticFileKey(header, identities, primitives);
  const opener = new StreamOpener(payloadKey(fileKey, nonceIn(rest)), primitives);
  wipe(fileKey);
  try {
    const chunks = [...opener.whole(rest.subarray(PAYLOAD_NONCE_LENGTH))];
    const [only] = chunks;
    return { header, plaintext: only && chunks.length === 1 ? only : joined(chunks) };
  } finally {
    opener.wipe();
  }
}

function nonceIn(rest: Uint8Array): Uint8Array {
  if (rest.length < PAYLOAD_NONCE_LENGTH) throw new CryptoError("truncated");
  return rest.slice(0, PAYLOAD_NONCE_LENGTH);
}

type Chunks = AsyncIterator<Uint8Array> | Iterator<Uint8Array>;

function iterate(file: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Chunks {
  return Symbol.asyncIterator in file ? file[Symbol.asyncIterator]() : file[Symbol.iterator]();
}

async function readHeader(chunks: Chunks) {
  const reader = new HeaderReader();
  for (;;) {
    const next = await chunks.next();
    if (next.done) throw reader.truncated();
    const done = reader.push(next.value);
    if (done) return done;
  }
}

function authenticFileKey(header: Header, identities: readonly Identity[], primitives: Primitives): FileKey {
  const fileKey = unwrap(header, identities, primitives);
  if (equalBytes(headerMac(fileKey, header.authenticated), header.mac)) return fileKey;
  wipe(fileKey);
  throw new CryptoError("header-mac");
}

function unwrap(header: Header, identities: readonly Identity[], primitives: Primitives): FileKey {
  for (const identity of identities) {
    const fileKey = identity.unwrap(header.stanzas, primitives);
    if (fileKey) return fileKey;
  }
  throw new CryptoError("no-match");
}

async function readNonce(chunks: Chunks, rest: Uint8Array) {
  let bytes = rest;
  while (bytes.length < PAYLOAD_NONCE_LENGTH) {
    const next = await chunks.next();
    if (next.done) throw new CryptoError("truncated");
    bytes = concat(bytes, next.value);
  }
  return { nonce: bytes.slice(0, PAYLOAD_NONCE_LENGTH), rest: bytes.subarray(PAYLOAD_NONCE_LENGTH) };
}

// A chunk may be a single byte: plain loops and no needless `await` keep that bearable.
async function* openPayload(opener: StreamOpener, rest: Uint8Array, chunks: Chunks) {
  try {
    for (const plaintext of opener.push(rest)) yield plaintext;
    for (;;) {
      const step = chunks.next();
      const next = step instanceof Promise ? await step : step;
      if (next.done) break;
      for (const plaintext of opener.push(next.value)) yield plaintext;
    }
    yield opener.finish();
  } finally {
    opener.wipe();
    await chunks.return?.();
  }
}

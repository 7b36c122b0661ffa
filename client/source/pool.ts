import { joined } from "../../crypto/bytes.ts";
import { parseRoster } from "../../crypto/documents/roster.ts";
import { parseServedRoster } from "../../crypto/documents/roster-file.ts";
import { LETTERS_PATH, MOST_POOL_LENGTH, parsePool } from "../../protocol/letters.ts";
import { failureOf, SourceError, type SourceFailure } from "./errors.ts";
import { ALONE } from "./upload/transport.ts";

/** How long the letters may take, in milliseconds: at most 1.7 MB, on a bad circuit. */
const PATIENCE = 600_000;

/** The status of too many visits by one circuit. */
const TOO_MANY = 429;

/** The letters of everybody, as far as the page has them; nothing where none were given or asked for. */
export class Pool {
  #bytes: Promise<Uint8Array<ArrayBuffer>> | undefined;
  /** Why no letters can be looked at, if that is known. */
  failure: SourceFailure | undefined;

  /** Whether letters can be looked through once they are here: from a file, they have to be chosen. */
  get isHeld(): boolean {
    return this.#bytes !== undefined;
  }

  /** Once, whatever the person does: so that all visits are alike. It breaks off for good, or comes. */
  fetch(): void {
    if (this.#bytes) return;
    this.#bytes = fetchPool();
    this.#bytes.catch((error: unknown) => {
      this.failure = failureOf(error);
    });
  }

  /** As a file that the person has downloaded. */
  async take(file: Blob): Promise<void> {
    this.drop();
    try {
      this.#bytes = Promise.resolve(await readPool(file));
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  /** All of them, once they are here. @throws SourceError letters-refused, letters-unreachable */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.#bytes;
    if (!bytes) throw new SourceError("letters-unreachable");
    return bytes;
  }

  drop(): void {
    this.#bytes = undefined;
    this.failure = undefined;
  }
}

/**
 * Whether a served roster says that letters are given. Nobody has verified it: it decides only what is fetched, so
 * that what is fetched hangs on nothing but what came.
 */
export function givesLetters(rosterFile: Uint8Array): boolean {
  try {
    return (parseRoster(parseServedRoster(rosterFile).roster.payload).letters ?? 0) > 0;
  } catch {
    return false;
  }
}

/**
 * The bytes of `/v1/letters`: everybody's, whole, as the server gives them.
 * @throws SourceError letters-refused, letters-unreachable
 */
async function fetchPool(): Promise<Uint8Array<ArrayBuffer>> {
  let refused = false;
  try {
    const response = await fetch(LETTERS_PATH, { ...ALONE, signal: AbortSignal.timeout(PATIENCE) });
    if (response.status === 200) return await bytesOf(response.body ?? []);
    refused = response.status === TOO_MANY;
  } catch {
    // No answer, or one that broke off: it isn't asked for again, whatever the person does.
  }
  throw new SourceError(refused ? "letters-refused" : "letters-unreachable");
}

/** The same bytes, as a file that the person has downloaded. @throws SourceError not-letters, also if it can't be read */
async function readPool(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    if (file.size > MOST_POOL_LENGTH) throw new RangeError();
    const bytes = new Uint8Array(await file.arrayBuffer());
    parsePool(bytes);
    return bytes;
  } catch {
    throw new SourceError("not-letters");
  }
}

/** Stops at more than a pool can have. @throws RangeError */
async function bytesOf(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MOST_POOL_LENGTH) throw new RangeError();
    chunks.push(chunk);
  }
  return joined(chunks);
}

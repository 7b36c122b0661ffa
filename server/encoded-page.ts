import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliCompress, gzipSync, constants as zlib } from "node:zlib";
import { joined } from "../crypto/bytes.ts";
import { chooseCoding } from "./accept-encoding.ts";

const PIECE = 32 * 1024;

export interface EncodedBody {
  readonly bytes: Uint8Array;
  /** The `Content-Encoding`, if any. */
  readonly coding: string | undefined;
}

/**
 * The page as it travels, compressed once. Everybody gets the same public bytes, with nothing in them that is secret
 * or that a request could choose, so that their compressed length tells nobody anything (what attacks on compression
 * live on); nothing else that this server says is compressed.
 */
export class EncodedPage {
  readonly #plain: Uint8Array;
  /** Best first; brotli takes a few seconds beside the first answers, and is missing until then. */
  #encodings: readonly EncodedBody[];

  /** @param built the page's gzip form if the build made one, shorter than what zlib makes of it */
  constructor(page: Uint8Array, built?: Uint8Array) {
    this.#plain = page;
    const gzip = { coding: "gzip", bytes: built ?? gzipSync(page, { level: 9, memLevel: 9 }) };
    this.#encodings = [gzip];
    brotli(page).then((bytes) => {
      this.#encodings = [{ coding: "br", bytes }, gzip];
    });
  }

  /** What a request with this `Accept-Encoding` gets. */
  for(acceptEncoding: string | undefined): EncodedBody {
    const codings = this.#encodings.flatMap(({ coding }) => coding ?? []);
    const chosen = chooseCoding(acceptEncoding, codings);
    const encoded = chosen && this.#encodings.find(({ coding }) => coding === chosen);
    return encoded || { bytes: this.#plain, coding: undefined };
  }
}

/** In small pieces, each a few tenths of a second of another thread: a server that is stopped needn't wait for all. */
async function brotli(page: Uint8Array): Promise<Uint8Array> {
  const params = {
    [zlib.BROTLI_PARAM_QUALITY]: 11,
    [zlib.BROTLI_PARAM_LGBLOCK]: 16,
    [zlib.BROTLI_PARAM_SIZE_HINT]: page.length,
  };
  const compressed: Buffer[] = [];
  await pipeline(Readable.from(piecesOf(page)), createBrotliCompress({ params }), async (pieces) => {
    for await (const piece of pieces) compressed.push(piece);
  });
  return joined(compressed);
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

import { ProblemError } from "../http/problem.ts";

/** The one field of each of this server's two forms. */
const FIELD = "sealed";

/** Most bytes between the first boundary line and the content: a disposition with a file's name, and a type. */
const MAX_HEAD = 4 * 1024;

const HEAD_END = "\r\n\r\n";

const HEAD = new RegExp(
  `^content-disposition: form-data; name="${FIELD}"(?:; filename=[^\\r\\n]*)?\\r\\n(?:content-type: [^\\r\\n]+\\r\\n)?$`,
  "i",
);
const MEDIA_TYPE = /^multipart\/form-data; ?boundary=(?:"([^"]*)"|([^";]*))$/i;
const BOUNDARY = /^[0-9A-Za-z'()+_,\-./:=?]{1,70}$/;

/** The boundary that a Content-Type header names (RFC 7578). @throws ProblemError content-type */
export function parseBoundary(mediaType: string | undefined): string {
  const [, quoted, bare] = MEDIA_TYPE.exec(mediaType ?? "") ?? [];
  const boundary = quoted ?? bare ?? "";
  if (!BOUNDARY.test(boundary)) throw new ProblemError("content-type");
  return boundary;
}

/**
 * The content of the only part of a multipart body, as it comes. No preamble, no second part, no epilogue, no other
 * field than ours; a file's name is not looked at.
 * @throws ProblemError bad-request, at the first byte that our forms would not send; interrupted
 */
export async function* contentOfPart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<Uint8Array> {
  const reader = new PartReader(boundary);
  for await (const chunk of body) {
    const content = reader.push(chunk);
    if (content.length > 0) yield content;
  }
  reader.finish();
}

class PartReader {
  readonly #opening: Buffer;
  readonly #delimiter: Buffer;
  #state: "head" | "content" | "end" = "head";
  /** The longest head that is looked at, and how much of it has come. */
  readonly #head: Buffer;
  #headLength = 0;
  /** Bytes behind the head that couldn't be given out yet. */
  #held = Buffer.alloc(0);

  constructor(boundary: string) {
    this.#opening = Buffer.from(`--${boundary}\r\n`);
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
    this.#head = Buffer.alloc(this.#opening.length + MAX_HEAD + HEAD_END.length);
  }

  /** The content in this chunk; what could still be the beginning of the delimiter is held back. */
  push(chunk: Uint8Array): Uint8Array {
    const behind = this.#state === "head" ? this.#takeHead(chunk) : chunk;
    this.#held = Buffer.concat([this.#held, behind]);
    const content = this.#state === "content" ? this.#takeContent() : Buffer.alloc(0);
    if (this.#state === "end") this.#checkEnd();
    return content;
  }

  finish(): void {
    if (this.#state !== "end" || this.#held.length < 2) throw new ProblemError("interrupted");
  }

  /** Returns what stands behind the head: nothing as long as it hasn't ended. */
  #takeHead(chunk: Uint8Array): Uint8Array {
    const before = this.#headLength;
    this.#head.set(chunk.subarray(0, this.#head.length - before), before);
    this.#headLength = Math.min(this.#head.length, before + chunk.length);
    const head = this.#head.subarray(0, this.#headLength);
    const known = Math.min(head.length, this.#opening.length);
    if (!head.subarray(0, known).equals(this.#opening.subarray(0, known))) throw refused();
    const end = head.indexOf(HEAD_END, Math.max(0, before - HEAD_END.length + 1));
    if ((end < 0 ? head.length : end) > this.#opening.length + MAX_HEAD) throw refused();
    if (end < 0) return Buffer.alloc(0);
    if (!HEAD.test(head.toString("latin1", this.#opening.length, end + 2))) throw refused();
    this.#state = "content";
    return chunk.subarray(end + HEAD_END.length - before);
  }

  #takeContent(): Uint8Array {
    const at = this.#held.indexOf(this.#delimiter);
    if (at >= 0) this.#state = "end";
    const end = at >= 0 ? at : this.#held.length - this.#possibleDelimiter();
    const content = this.#held.subarray(0, end);
    this.#held = this.#held.subarray(at >= 0 ? at + this.#delimiter.length : end);
    return content;
  }

  /** Bytes at the end of what is held that could be the beginning of a delimiter: it has its only CR in front. */
  #possibleDelimiter(): number {
    const from = this.#held.lastIndexOf("\r");
    const length = this.#held.length - from;
    if (from < 0 || length >= this.#delimiter.length) return 0;
    return this.#held.subarray(from).equals(this.#delimiter.subarray(0, length)) ? length : 0;
  }

  #checkEnd(): void {
    if (!"--\r\n".startsWith(this.#held.toString("latin1"))) throw refused();
  }
}

function refused(): ProblemError {
  return new ProblemError("bad-request");
}

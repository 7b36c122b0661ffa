import { concat, joined, utf8 } from "../bytes.ts";
import { encodeBase64NoPad, parseBase64NoPad } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import { BODY_COLUMNS, encodeStanza, type Stanza } from "./stanza.ts";

/** A parsed age v1 header. */
export interface Header {
  readonly stanzas: readonly Stanza[];
  /** 32 bytes. */
  readonly mac: Uint8Array;
  /** What the MAC covers: from the first byte to the `---`, without the space after it. */
  readonly authenticated: Uint8Array;
}

export interface HeaderAndRest {
  readonly header: Header;
  /** Bytes of the last pushed chunk behind the header: the beginning of the payload. */
  readonly rest: Uint8Array;
}

export const VERSION_LINE = "age-encryption.org/v1";

/** Longest header accepted, in bytes: 64 hybrid stanzas are about 100 KiB. */
export const MAX_HEADER_LENGTH = 256 * 1024;

/** Most stanzas of a header, grease included. */
export const MAX_STANZAS = 64;

const NEWLINE = 0x0a;
const PRINTABLE_ARGS = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;
const versionBytes = utf8(`${VERSION_LINE}\n`);

/** The part of a header that its MAC covers. */
export function encodeHeaderWithoutMac(stanzas: readonly Stanza[]): Uint8Array {
  return joined([versionBytes, ...stanzas.map(encodeStanza), utf8("---")]);
}

/** A whole header: exactly the bytes that `HeaderReader` accepts. */
export function encodeHeader(header: Header): Uint8Array {
  return concat(encodeHeaderWithoutMac(header.stanzas), utf8(` ${encodeBase64NoPad(header.mac)}\n`));
}

/**
 * Reads an age v1 header as its bytes come in, line by line (C2SP age, "Header"), and refuses at the first
 * byte that can't belong to one. Knows nothing of what the stanzas mean.
 */
export class HeaderReader {
  readonly #maxLength: number;
  /** All bytes so far, and room for more: at first for five hybrid stanzas. */
  #held = new Uint8Array(8192);
  #length = 0;
  /** Where in them the line that is being read begins. */
  #line = 0;
  readonly #stanzas: Stanza[] = [];
  #open: { type: string; args: string[]; body: string } | undefined;
  #ended = false;

  constructor(maxLength = MAX_HEADER_LENGTH) {
    this.#maxLength = maxLength;
  }

  /**
   * Takes more bytes; returns the header once it is whole, and must not be called after that.
   * @throws CryptoError not-age, header-malformed, header-too-large, too-many-recipients
   */
  push(chunk: Uint8Array): HeaderAndRest | undefined {
    if (this.#ended) throw new RangeError("the header has already been read");
    let start = 0;
    for (;;) {
      const newline = chunk.indexOf(NEWLINE, start);
      const end = newline < 0 ? chunk.length : newline;
      this.#hold(chunk.subarray(start, end), newline >= 0);
      if (newline < 0) return undefined;
      const lineStart = this.#line;
      const mac = this.#takeLine();
      start = newline + 1;
      if (mac) return { header: this.#finish(mac, lineStart), rest: chunk.subarray(start) };
    }
  }

  /** To be called when the bytes end before the header did. */
  truncated(): CryptoError {
    return new CryptoError(this.#line === 0 ? "not-age" : "truncated");
  }

  /** Keeps a piece of a line, having checked it against the version line if it belongs to the first. */
  #hold(piece: Uint8Array, complete: boolean): void {
    const before = this.#length;
    const length = before + piece.length;
    if (length > this.#maxLength) throw new CryptoError("header-too-large");
    this.#makeRoom(length + 1);
    this.#held.set(piece, before);
    this.#length = length;
    if (this.#line > 0) return;
    const matches = piece.every((byte, i) => byte === versionBytes[before + i]);
    if (!matches || (complete && length !== VERSION_LINE.length)) throw new CryptoError("not-age");
  }

  /** Twice as much each time: however small the pieces, each byte is copied a few times only. */
  #makeRoom(length: number): void {
    if (length <= this.#held.length) return;
    const larger = new Uint8Array(Math.max(length, 2 * this.#held.length));
    larger.set(this.#held.subarray(0, this.#length));
    this.#held = larger;
  }

  /** Consumes the line that has ended; returns the MAC if it was the last. */
  #takeLine(): Uint8Array | undefined {
    const start = this.#line;
    const text = asciiText(this.#held.subarray(start, this.#length));
    this.#held[this.#length++] = NEWLINE;
    this.#line = this.#length;
    if (start === 0) return undefined;
    if (this.#open) this.#takeBodyLine(this.#open, text);
    else if (text.startsWith("-> ")) this.#openStanza(text.slice(3));
    else if (text.startsWith("--- ")) return parseMac(text.slice(4));
    else throw new CryptoError("header-malformed", "neither a stanza nor the MAC");
    return undefined;
  }

  #openStanza(text: string): void {
    if (!PRINTABLE_ARGS.test(text)) throw new CryptoError("header-malformed", "stanza arguments");
    if (this.#stanzas.length === MAX_STANZAS) throw new CryptoError("too-many-recipients");
    const [type = "", ...args] = text.split(" ");
    this.#open = { type, args, body: "" };
  }

  #takeBodyLine(open: { type: string; args: string[]; body: string }, line: string): void {
    if (line.length > BODY_COLUMNS) throw new CryptoError("header-malformed", "stanza body line too long");
    open.body += line;
    if (line.length === BODY_COLUMNS) return;
    const body = parseBase64NoPad(open.body, "header-malformed");
    this.#stanzas.push({ type: open.type, args: open.args, body });
    this.#open = undefined;
  }

  #finish(mac: Uint8Array, macLine: number): Header {
    this.#ended = true;
    if (this.#stanzas.length === 0) throw new CryptoError("header-malformed", "no stanza");
    return { stanzas: this.#stanzas, mac, authenticated: this.#held.subarray(0, macLine + "---".length) };
  }
}

function parseMac(text: string): Uint8Array {
  const mac = parseBase64NoPad(text, "header-malformed");
  if (mac.length !== 32) throw new CryptoError("header-malformed", "the MAC is not 32 bytes");
  return mac;
}

const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });

/** Bytes as ASCII text; anything above 0x7e fails later checks, since no line may hold it. */
function asciiText(line: Uint8Array): string {
  return decoder.decode(line);
}

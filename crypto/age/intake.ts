import { concat } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import { ARMOR_BEGIN } from "./armor-marks.ts";
import { type Header, HeaderReader } from "./header.ts";
import { isPossiblePayloadLength } from "./payload-length.ts";
import { isGrease, type Stanza } from "./stanza.ts";
import { parseHybridStanza, parseX25519Stanza } from "./stanzas-known.ts";

/** What a server may know of an envelope it can't open. */
export interface EnvelopeOutline {
  readonly kind: "mlkem768x25519" | "X25519";
  /** Stanzas that are not grease: at least 1. */
  readonly recipients: number;
  /** Bytes before the payload. */
  readonly headerLength: number;
}

/**
 * The server's door: tells, as the bytes stream in, whether they can be an age file sealed to public keys.
 * It refuses at the first wrong byte, holds no more than the header, and has nothing that opens anything.
 */
export class EnvelopeInspector {
  #reader: HeaderReader | undefined = new HeaderReader();
  /** Bytes held back while they could still be the first line of armor. */
  #held: Uint8Array | undefined = new Uint8Array(0);
  #outline: EnvelopeOutline | undefined;
  #length = 0;

  /**
   * Takes the next bytes; returns the outline once the header is whole (then with every call).
   * @throws CryptoError not-age, armored, header-…, stanza-…, no-recipient, too-many-recipients,
   * mixed-recipients
   */
  push(chunk: Uint8Array): EnvelopeOutline | undefined {
    const bytes = this.#afterArmorCheck(chunk);
    this.#length += bytes.length;
    const done = this.#reader?.push(bytes);
    if (done) {
      this.#reader = undefined;
      this.#outline = outlineOf(done.header, this.#length - done.rest.length);
    }
    return this.#outline;
  }

  /**
   * To be called after the last byte.
   * @throws CryptoError truncated, not-age (the header did not end), payload-length
   */
  finish(): EnvelopeOutline {
    if (this.#reader) throw this.#reader.truncated();
    const outline = this.#outline as EnvelopeOutline;
    if (!isPossiblePayloadLength(this.#length - outline.headerLength))
      throw new CryptoError("payload-length");
    return outline;
  }

  #afterArmorCheck(chunk: Uint8Array): Uint8Array {
    if (!this.#held) return chunk;
    const beginning = this.#held.length === 0 ? chunk : concat(this.#held, chunk);
    const common = Math.min(beginning.length, ARMOR_BEGIN.length);
    const couldBeArmor = beginning.subarray(0, common).every((byte, i) => byte === ARMOR_BEGIN[i]);
    if (couldBeArmor && common === ARMOR_BEGIN.length) throw new CryptoError("armored");
    this.#held = couldBeArmor ? beginning.slice() : undefined;
    return couldBeArmor ? new Uint8Array(0) : beginning;
  }
}

function outlineOf(header: Header, headerLength: number): EnvelopeOutline {
  const kinds = header.stanzas.filter((stanza) => !isGrease(stanza)).map(recipientKind);
  const [kind] = kinds;
  if (kind === undefined) throw new CryptoError("no-recipient");
  if (kinds.some((other) => other !== kind)) throw new CryptoError("mixed-recipients");
  return { kind, recipients: kinds.length, headerLength };
}

function recipientKind(stanza: Stanza): EnvelopeOutline["kind"] {
  switch (stanza.type) {
    case "mlkem768x25519":
      parseHybridStanza(stanza);
      return stanza.type;
    case "X25519":
      parseX25519Stanza(stanza);
      return stanza.type;
    default:
      throw new CryptoError("stanza-unknown", stanza.type.slice(0, 32));
  }
}

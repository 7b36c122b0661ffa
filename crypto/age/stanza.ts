import { utf8 } from "../bytes.ts";
import { encodeBase64NoPad } from "../encoding.ts";

/** A recipient stanza of an age header: `-> type arg…` and a body. */
export interface Stanza {
  /** The first argument: 1 or more printable ASCII characters. */
  readonly type: string;
  /** The further arguments, in order. */
  readonly args: readonly string[];
  readonly body: Uint8Array;
}

/** Base64 characters on a full line of a stanza's body; the last line is shorter, even if empty. */
export const BODY_COLUMNS = 64;

/** A stanza in its one canonical form (C2SP age, "Recipient stanza"). */
export function encodeStanza(stanza: Stanza): Uint8Array {
  const encoded = encodeBase64NoPad(stanza.body);
  let lines = `-> ${[stanza.type, ...stanza.args].join(" ")}\n`;
  for (let i = 0; i <= encoded.length; i += BODY_COLUMNS) lines += `${encoded.slice(i, i + BODY_COLUMNS)}\n`;
  return utf8(lines);
}

/**
 * Grease: stanzas of invented types that the specification lets a writer add so that readers stay tolerant.
 * A type counts as grease if it is `grease` or ends in `-grease` (C2SP age, "Recipient stanza").
 */
export function isGrease(stanza: Stanza): boolean {
  return stanza.type === "grease" || stanza.type.endsWith("-grease");
}

import { parseBase64NoPad } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import { XWING_ENCAPSULATED_LENGTH } from "../primitives/primitives.ts";
import type { Stanza } from "./stanza.ts";

/** A wrapped file key: 16 bytes and a 16-byte tag. */
export const WRAPPED_KEY_LENGTH = 32;

/** Largest scrypt work factor, as log₂ N, that a reader accepts (the reference implementation's limit). */
export const MAX_SCRYPT_LOG_N = 22;

/** `-> mlkem768x25519 enc`: returns the encapsulation (1120 bytes). C2SP age, "mlkem768x25519 recipient". */
export function parseHybridStanza(stanza: Stanza): Uint8Array {
  return oneArgument(stanza, XWING_ENCAPSULATED_LENGTH);
}

/** `-> X25519 share`: returns the ephemeral share (32 bytes). C2SP age, "X25519 recipient". */
export function parseX25519Stanza(stanza: Stanza): Uint8Array {
  return oneArgument(stanza, 32);
}

/** `-> scrypt salt logN`: returns the salt (16 bytes) and log₂ N. C2SP age, "scrypt recipient". */
export function parseScryptStanza(stanza: Stanza): { salt: Uint8Array; logN: number } {
  const [saltText, logNText] = stanza.args;
  if (stanza.args.length !== 2 || saltText === undefined || logNText === undefined) throw malformed(stanza);
  const salt = parseBase64NoPad(saltText, "stanza-malformed");
  if (salt.length !== 16 || !/^[1-9][0-9]?$/.test(logNText)) throw malformed(stanza);
  if (stanza.body.length !== WRAPPED_KEY_LENGTH) throw malformed(stanza);
  return { salt, logN: Number(logNText) };
}

function oneArgument(stanza: Stanza, length: number): Uint8Array {
  const [text] = stanza.args;
  if (stanza.args.length !== 1 || text === undefined) throw malformed(stanza);
  const bytes = parseBase64NoPad(text, "stanza-malformed");
  if (bytes.length !== length || stanza.body.length !== WRAPPED_KEY_LENGTH) throw malformed(stanza);
  return bytes;
}

function malformed(stanza: Stanza): CryptoError {
  return new CryptoError("stanza-malformed", stanza.type.slice(0, 32));
}

import { encodeHex, parseHex } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "./anchor.ts";
import { encodeJson, fieldsOf, parseCanonical, parseText } from "./canonical.ts";

/** What a courier signs to begin a session (SPEC.md, "Couriers"). */
export interface CourierSession {
  readonly instance: InstanceId;
  /** The server's challenge, 56 bytes, opaque to the courier. */
  readonly challenge: Uint8Array;
  /** Where the courier dialled: `unix:PATH`, or a host, with `:PORT` unless that is 80. */
  readonly address: string;
}

export const COURIER_SESSION_PAYLOAD_TYPE = "application/vnd.nightjar.courier-session.v2+json";

export const CHALLENGE_LENGTH = 56;

const TYPE = "nightjar-courier-session/v2";

export function encodeCourierSession(session: CourierSession): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(session.instance),
    address: session.address,
    challenge: encodeHex(session.challenge),
  });
}

/** Canonical JSON bytes. @throws CryptoError document-malformed */
export function parseCourierSession(bytes: Uint8Array): CourierSession {
  return parseCanonical(bytes, readSession, encodeCourierSession);
}

function readSession(value: unknown): CourierSession {
  const fields = fieldsOf(value, TYPE);
  return {
    instance: parseInstanceId(fields.instance),
    address: parseAddress(fields.address),
    challenge: parseHex(fields.challenge, CHALLENGE_LENGTH, "document-malformed"),
  };
}

function parseAddress(value: unknown): string {
  const text = parseText(value, "address");
  if (/^[^\p{Cc}]{1,255}$/u.test(text)) return text;
  throw new CryptoError("document-malformed", "address");
}

import { encodeVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";

/** The files of a draft's folder and of the folders that are published (SPEC.md, "Draft folder"). */

/** `0007`: a sequence in file names, in four digits or more. */
export function sequenceName(sequence: number): string {
  return String(sequence).padStart(4, "0");
}

export function rosterPayloadName(sequence: number): string {
  return `roster-${sequenceName(sequence)}.json`;
}

export function annexPayloadName(sequence: number): string {
  return `annex-${sequenceName(sequence)}.json`;
}

export const MOVE_PAYLOAD_NAME = "anchor-move.json";
export const SUMMARY_NAME = "summary.txt";
export const CARDS_FOLDER = "cards";
/** Beside known rosters: what each steward has signed, also what was never joined. */
export const SIGNED_FOLDER = "signed";

const PAYLOAD_NAME = /^((roster|annex)-[0-9]{4,7}|anchor-move)\.json$/;

export function isPayloadName(name: string): boolean {
  return PAYLOAD_NAME.test(name);
}

/** One steward's signature over a payload: `roster-0007.json.<first 16 hex of the key>.sig`. */
export function signatureName(payloadName: string, key: VerifyingKey): string {
  return `${payloadName}.${encodeVerifyingKey(key).slice(0, 16)}.sig`;
}

/** The payload that a signature's file belongs to, if the name is one of a signature. */
export function payloadOfSignature(name: string): string | undefined {
  const payload = /^(.+)\.[0-9a-f]{16}\.sig$/.exec(name)?.[1];
  return payload !== undefined && isPayloadName(payload) ? payload : undefined;
}

/** `reviewer-<first 16 hex of the key>.json`; the further cards of one person are numbered from 2. */
export function cardName(kind: string, key: VerifyingKey, number: number): string {
  return `${kind}-${encodeVerifyingKey(key).slice(0, 16)}${number > 1 ? `-${number}` : ""}.json`;
}

/** A roster with its currency statement, ready to be served. */
export function pairName(sequence: number): string {
  return `${sequenceName(sequence)}.json`;
}

/** A roster that has no currency statement yet. */
export function signedName(sequence: number): string {
  return `${sequenceName(sequence)}.signed.json`;
}

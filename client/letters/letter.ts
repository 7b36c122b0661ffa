import { type Branded, concat } from "../../crypto/bytes.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "../../crypto/documents/anchor.ts";
import {
  encodeJson,
  fieldsOf,
  parseCanonical,
  parseCount,
  parseText,
} from "../../crypto/documents/canonical.ts";
import {
  encodeSignedDocument,
  parseSignedDocument,
  type SignedDocument,
} from "../../crypto/documents/dsse.ts";
import { encodeVerifyingKey, parseVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { type Day, parseDay } from "../../protocol/day.ts";
import { LETTER_LENGTH } from "../../protocol/letters.ts";

/** What reviewers answer a source (SPEC.md, "Letter"). */
export interface Letter {
  readonly instance: InstanceId;
  /** The sequence of the roster that its writer knew. */
  readonly roster: number;
  /** Of the tip that is answered. */
  readonly address: VerifyingKey;
  /** Of the letters to this address: 1 to 9,999. */
  readonly number: number;
  readonly on: Day;
  /** Of the text, as a BCP 47 tag (a language, perhaps with a script); of a coded letter the language that the source wrote in. */
  readonly language: string;
  readonly code: LetterCode;
  /** Empty, unless the code is `text`. Lines end with `\n`. */
  readonly text: string;
}

/** All but the last are worded by the page that reads them, in its reader's language. */
export const LETTER_CODES = ["received", "more", "again", "cannot", "closed", "text"] as const;
export type LetterCode = (typeof LETTER_CODES)[number];

export const LETTER_PAYLOAD_TYPE = "application/vnd.nightjar.letter.v1+json";

const TYPE = "nightjar-letter/v1";

/** A language and perhaps a script, as BCP 47 writes them: of these every browser has a name, or says the tag. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?$/;

/** Control characters but the end of a line, and halves of characters. */
const UNFIT = /[^\P{Cc}\n]|\p{Cs}/u;

export function encodeLetter(letter: Letter): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(letter.instance),
    roster: letter.roster,
    address: encodeVerifyingKey(letter.address),
    number: letter.number,
    on: letter.on,
    language: letter.language,
    code: letter.code,
    text: letter.text,
  });
}

/** Canonical JSON bytes. @throws CryptoError document-malformed, key-weak */
export function parseLetter(bytes: Uint8Array): Letter {
  return parseCanonical(bytes, readLetter, encodeLetter, LETTER_LENGTH);
}

/** 4,096 bytes: a signed letter as it is sealed, zeros behind it. */
export type PaddedLetter = Branded<Uint8Array, "PaddedLetter">;

/** @throws CryptoError size-invalid if it is too long: `roomLeftIn` tells before */
export function padLetter(document: SignedDocument): PaddedLetter {
  const bytes = encodeSignedDocument(document);
  if (bytes.length > LETTER_LENGTH) throw new CryptoError("size-invalid", "a letter that is too long");
  return concat(bytes, new Uint8Array(LETTER_LENGTH - bytes.length)) as Uint8Array as PaddedLetter;
}

/** @throws CryptoError document-malformed, key-weak */
export function unpadLetter(padded: Uint8Array): SignedDocument {
  const end = padded.indexOf(0);
  const length = end < 0 ? padded.length : end;
  if (padded.length !== LETTER_LENGTH || padded.subarray(length).some((byte) => byte !== 0)) {
    throw new CryptoError("document-malformed", "a letter's padding");
  }
  return parseSignedDocument(padded.subarray(0, length), LETTER_LENGTH);
}

/** Bytes of JSON that a letter may still grow by, with so many signatures; negative if it is too long. */
export function roomLeftIn(letter: Letter, signatures: number): number {
  const payload = encodeLetter(letter);
  const signature = { signer: letter.address, signature: new Uint8Array(64) };
  const around = encodeSignedDocument({
    payloadType: LETTER_PAYLOAD_TYPE,
    payload: new Uint8Array(0),
    signatures: Array.from({ length: signatures }, () => signature),
  });
  return Math.floor((LETTER_LENGTH - around.length) / 4) * 3 - payload.length;
}

function readLetter(value: unknown): Letter {
  const fields = fieldsOf(value, TYPE);
  const code = LETTER_CODES.find((known) => known === fields.code);
  if (code === undefined) throw new CryptoError("document-malformed", "code");
  return {
    instance: parseInstanceId(fields.instance),
    roster: parseCount(fields.roster, 1, 1_000_000, "roster"),
    address: parseVerifyingKey(fields.address, "document-malformed"),
    number: parseCount(fields.number, 1, 9999, "number"),
    on: parseDay(fields.on),
    language: readLanguage(fields.language),
    code,
    text: readLetterText(code, parseText(fields.text, "text")),
  };
}

/** The tag itself, if a letter may have it as its language; else English's. */
export function letterLanguage(tag: string | null): string {
  return tag !== null && LANGUAGE.test(tag) ? tag : "en";
}

function readLanguage(value: unknown): string {
  const language = parseText(value, "language");
  if (LANGUAGE.test(language)) return language;
  throw new CryptoError("document-malformed", "language");
}

function readLetterText(code: LetterCode, text: string): string {
  const fits = code === "text" ? text.trim() === text && text !== "" && !UNFIT.test(text) : text === "";
  if (fits) return text;
  throw new CryptoError("document-malformed", "text");
}

import { type Branded, concat } from "../../crypto/bytes.ts";
import { instanceId } from "../../crypto/documents/anchor.ts";
import {
  encodeDocument,
  malformed,
  type Of,
  parseDocument,
  typed,
} from "../../crypto/documents/canonical.ts";
import {
  encodeSignedDocument,
  parseSignedDocument,
  type SignedDocument,
} from "../../crypto/documents/dsse.ts";
import { count, matching, oneOf, text, verifyingKey } from "../../crypto/documents/fields.ts";
import { sequenceNumber } from "../../crypto/documents/roster.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { day } from "../../protocol/day.ts";
import { LETTER_LENGTH } from "../../protocol/letters.ts";

/** All but the last are worded by the page that reads them, in its reader's language. */
export const LETTER_CODES = ["received", "more", "again", "cannot", "closed", "text"] as const;
export type LetterCode = (typeof LETTER_CODES)[number];

export const LETTER_PAYLOAD_TYPE = "application/vnd.nightjar.letter.v1+json";

/** A language and perhaps a script, as BCP 47 writes them: of these every browser has a name, or says the tag. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?$/;

/** Control characters but the end of a line, and halves of characters. */
const UNFIT = /[^\P{Cc}\n]|\p{Cs}/u;

const LETTER = /* @__PURE__ */ typed(
  "nightjar-letter/v1",
  () => ({
    instance: instanceId,
    /** The sequence of the roster that its writer knew. */
    roster: sequenceNumber,
    /** Of the tip that is answered. */
    address: verifyingKey,
    /** Of the letters to this address: 1 to 9,999. */
    number: count(1, 9999),
    on: day,
    /** Of the text, as a BCP 47 tag (a language, perhaps with a script); of a coded letter the language that the source wrote in. */
    language: matching(LANGUAGE),
    code: oneOf(LETTER_CODES),
    /** Empty, unless the code is `text`. Lines end with `\n`. */
    text,
  }),
  ({ code, text: said }) => {
    const fits = code === "text" ? said.trim() === said && said !== "" && !UNFIT.test(said) : said === "";
    if (!fits) throw malformed("text");
  },
);

/** What reviewers answer a source (SPEC.md, "Letter"). */
export interface Letter extends Of<typeof LETTER> {}

export function encodeLetter(letter: Letter): Uint8Array {
  return encodeDocument(LETTER, letter);
}

/** Canonical JSON bytes. @throws CryptoError document-malformed, key-weak */
export function parseLetter(bytes: Uint8Array): Letter {
  return parseDocument(LETTER, bytes, LETTER_LENGTH);
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

/** The tag itself, if a letter may have it as its language; else English's. */
export function letterLanguage(tag: string | null): string {
  return tag !== null && LANGUAGE.test(tag) ? tag : "en";
}

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { dearmor } from "../../crypto/age/armor.ts";
import { encodeHeader, HeaderReader } from "../../crypto/age/header.ts";
import { type Identity, scryptIdentity } from "../../crypto/age/identities.ts";
import { open, openWhole } from "../../crypto/age/open.ts";
import { PAYLOAD_NONCE_LENGTH } from "../../crypto/age/payload-length.ts";
import { collect } from "../../crypto/bytes.ts";
import { CryptoError, type CryptoErrorCode } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { armor, parseIdentityFile } from "../support/age-text.ts";
import { inPieces } from "../support/chunks.ts";
import { providers } from "../support/primitives.ts";
import { type AgeVector, ageVectors } from "./cctv-age.ts";

/** Our codes, by what the vectors call the outcome. */
const OUTCOMES: Partial<Record<CryptoErrorCode, string>> = {
  "not-age": "header failure",
  "header-malformed": "header failure",
  "stanza-malformed": "header failure",
  "passphrase-work": "header failure",
  "no-match": "no match",
  "header-mac": "HMAC failure",
  "payload-corrupt": "payload failure",
  "armor-malformed": "armor failure",
};

/** A chunk of the payload with its tag, in bytes. */
const SEALED_CHUNK = 65_536 + 16;

/** Bytes of a piece; 0 for a file that is opened at once. */
const ways = { "at once": 0, whole: Number.POSITIVE_INFINITY, streamed: 4093, "byte by byte": 1 };

test("there are 143 vectors", () => {
  expect(ageVectors).toHaveLength(143);
});

for (const primitives of providers) {
  for (const [way, size] of Object.entries(ways)) {
    describe(`${primitives.name}, ${way}`, () => {
      test.each(ageVectors)("$name: $expect", async (vector) => {
        const outcome = await outcomeOf(vector, size, primitives);
        expect(outcome.result).toBe(vector.expect);
        if (vector.expect === "success") expect(outcome.plaintextSha256).toBe(vector.payloadSha256);
      });
    });
  }
}

const parseable = ageVectors.filter((vector) => !/header|armor/.test(vector.expect) && !vector.armored);

test.each(parseable)("a header that is accepted encodes to its own bytes: $name", ({ file }) => {
  const read = new HeaderReader().push(file);
  if (!read) throw new Error("the header did not end");
  expect(encodeHeader(read.header)).toEqual(file.subarray(0, file.length - read.rest.length));
});

const armored = ageVectors.filter((vector) => vector.armored && vector.expect === "success");

test.each(armored)(
  "armor that is accepted encodes to itself, but for whitespace: $name",
  async ({ file }) => {
    const text = Buffer.from(await collect(armor(dearmor([file])))).toString();
    expect(text).toBe(`${Buffer.from(file).toString().replaceAll("\r\n", "\n").trim()}\n`);
  },
);

async function outcomeOf(vector: AgeVector, size: number, primitives: Primitives) {
  const hash = createHash("sha256");
  const pieces = Number.isFinite(size) && size > 0 ? piecesOf(vector, size) : [vector.file];
  try {
    const file = vector.armored ? dearmor(pieces) : pieces;
    if (size === 0) hash.update(openWhole(await collect(file), identitiesOf(vector), primitives).plaintext);
    else {
      const opened = await open(file, identitiesOf(vector), primitives);
      for await (const chunk of opened.plaintext) hash.update(chunk);
    }
    return { result: "success", plaintextSha256: hash.digest("hex") };
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    // A file that ends early fails where it ends: in the header, in the payload, or in its armor.
    const result = error.code === "truncated" ? truncationOf(vector) : OUTCOMES[error.code];
    return { result: result ?? error.code, plaintextSha256: hash.digest("hex") };
  }
}

/** Bytes one by one, but in the middle of the chunks of the largest files, of which there are hundreds, in pieces. */
function* piecesOf({ file, armored }: AgeVector, size: number): Generator<Uint8Array> {
  if (size > 1 || armored || file.length < 2 ** 20) return yield* inPieces(file, size);
  const payload = file.length - (new HeaderReader().push(file)?.rest.length ?? 0);
  const around = 500;
  let at = 0;
  for (let border = payload + PAYLOAD_NONCE_LENGTH; at < file.length; border += SEALED_CHUNK) {
    const end = border + around;
    yield* inPieces(file.subarray(at, end), 1);
    yield* inPieces(file.subarray(end, border + SEALED_CHUNK - around), 4093);
    at = border + SEALED_CHUNK - around;
  }
}

function truncationOf(vector: AgeVector): string {
  if (vector.armored) return "armor failure";
  const read = new HeaderReader().push(vector.file);
  return read && read.rest.length >= PAYLOAD_NONCE_LENGTH ? "payload failure" : "header failure";
}

function identitiesOf(vector: AgeVector): Identity[] {
  return [
    ...vector.identities.flatMap((line) => parseIdentityFile(line)),
    ...vector.passphrases.map((passphrase) => scryptIdentity(passphrase)),
  ];
}

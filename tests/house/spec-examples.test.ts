import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDocuments } from "../../client/bundle/documents.ts";
import { parseBundleList } from "../../client/bundle/list.ts";
import { MANIFEST_PAYLOAD_TYPE, readManifest } from "../../client/bundle/manifest.ts";
import { parseAct } from "../../client/casebook/acts.ts";
import { parseHead } from "../../client/casebook/casebook-file.ts";
import { parseLetterDraft } from "../../client/casebook/signed-letter.ts";
import { parseBackupManifest } from "../../client/cli/backup/manifest.ts";
import { parseStatus } from "../../client/cli/status/read-status.ts";
import { parsePack } from "../../client/courier/pack.ts";
import {
  readChallenge,
  readDays,
  readExpired,
  readPage,
  readToken,
} from "../../client/courier/server-answers.ts";
import { LETTER_PAYLOAD_TYPE, parseLetter } from "../../client/letters/letter.ts";
import { parseShare } from "../../client/vault/backup.ts";
import { parseVault } from "../../client/vault/vault-text.ts";
import { parseLooks } from "../../client/workbench/saved/saved-looks.ts";
import {
  encodeHybridIdentity,
  encodeX25519Identity,
  type HybridSeed,
  hybridPublicKey,
  type X25519Scalar,
  x25519PublicKey,
} from "../../crypto/age/identities.ts";
import { encodeHybridRecipient, encodeX25519Recipient } from "../../crypto/age/recipient-keys.ts";
import { parseUtf8, utf8 } from "../../crypto/bytes.ts";
import { parseAnchor } from "../../crypto/documents/anchor.ts";
import { parseLineFile } from "../../crypto/documents/anchor-line.ts";
import { parseAnchorMove } from "../../crypto/documents/anchor-move.ts";
import { parseAnnex } from "../../crypto/documents/annex.ts";
import { parseCourierCard } from "../../crypto/documents/courier-card.ts";
import { parseCourierSession } from "../../crypto/documents/courier-session.ts";
import { parseCurrency } from "../../crypto/documents/currency.ts";
import { encodeSignedDocument, parseSignedDocument, signPayload } from "../../crypto/documents/dsse.ts";
import { parsePeople } from "../../crypto/documents/people.ts";
import { parseReviewerCard } from "../../crypto/documents/reviewer-card.ts";
import { parseRoster } from "../../crypto/documents/roster.ts";
import { parseRosterFile } from "../../crypto/documents/roster-file.ts";
import { parseStewardCard } from "../../crypto/documents/steward-card.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { encodeBase64, encodeHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { parseAskedEnvelope } from "../../protocol/addresses.ts";
import { parseDay } from "../../protocol/day.ts";
import { parseReceipts } from "../../server/couriers/requests.ts";
import { problemFrom } from "../../server/http/problem.ts";
import { FOLDERS, filesBelow, ROOT, textOf } from "../support/imports.ts";
import { sodium } from "../support/primitives.ts";

const spec = readFileSync(join(ROOT, "SPEC.md"), "utf8");
const code = FOLDERS.flatMap(filesBelow).map(textOf).join("\n");

/** In one line: what stands indented goes on without a blank, as "Conventions" has it. */
const inOneLine = spec.replace(/\n {4,}(?=[^ ])/g, "").replace(/\n */g, " ");

/** What stands in the place of a key, so that no two are alike: 32 bytes that tell one from the other. */
const seedOf = (number: number) => new Uint8Array(32).fill(number) as Uint8Array;
const keys = Array.from({ length: 32 }, (_, i) =>
  encodeHex(sodium.ed25519PublicKey(seedOf(i + 1) as SigningSeed)),
);
const signer = seedOf(99) as SigningSeed;

const examples = new Map<string, string>();

/** The example that begins so, with something in each place that it leaves open. */
function example(beginning: string): string {
  const at = inOneLine.indexOf(beginning);
  expect(at, beginning).toBeGreaterThan(0);
  const text = examples.get(beginning) ?? filled(upToItsEnd(inOneLine.slice(at)));
  examples.set(beginning, text);
  return text;
}

function upToItsEnd(text: string): string {
  let depth = 0;
  for (const [i, sign] of [...text].entries()) {
    if (sign === "{") depth++;
    if (sign === "}" && --depth === 0) return [...text].slice(0, i + 1).join("");
  }
  throw new RangeError("an example without an end");
}

function filled(text: string): string {
  const ascending = keys.toSorted().values();
  let seed = 100;
  const next = () => seedOf(seed++);
  return text
    .replaceAll('"<64 hex>",…', '"<64 hex>","<64 hex>"')
    .replaceAll(",…]", "]")
    .replaceAll("<64 hex>", () => ascending.next().value ?? "")
    .replaceAll(/<(\d+) hex>/g, (_, digits) => "0a".repeat(Number(digits) / 2))
    .replaceAll("age1pq1…", () => encodeHybridRecipient(hybridPublicKey(next() as HybridSeed, sodium)))
    .replaceAll("age1…", () => encodeX25519Recipient(x25519PublicKey(next() as X25519Scalar, sodium)))
    .replaceAll("AGE-SECRET-KEY-PQ-1…", () => encodeHybridIdentity(next() as HybridSeed))
    .replaceAll("AGE-SECRET-KEY-1…", () => encodeX25519Identity(next() as X25519Scalar))
    .replaceAll("<base64 of an anchor>", () => encodeBase64(utf8(example('{"type":"nightjar-anchor/'))))
    .replaceAll("<base64 of a binary age file>", encodeBase64(utf8("age")))
    .replaceAll("<base64 of 64 bytes>", encodeBase64(new Uint8Array(64)))
    .replaceAll("<56 base32>", "a".repeat(56))
    .replaceAll("<address>", "127.0.0.1:8081")
    .replaceAll("<signed letter>", () => JSON.stringify(signedLetter()).slice(1, -1))
    .replaceAll("<roster file>", () => example('{"roster":<DSSE>,"currency"'))
    .replaceAll("<DSSE>", () => example('{"payloadType":'))
    .replaceAll("<base64>", encodeBase64(utf8("x")))
    .replaceAll("<type>", "x")
    .replaceAll("<count>", "1")
    .replaceAll('"from":N', '"from":1')
    .replaceAll('"size":n', '"size":1')
    .replaceAll('"…"', '"x"');
}

function signedLetter(): string {
  const letter = utf8(example('{"type":"nightjar-letter/'));
  return parseUtf8(
    encodeSignedDocument(signPayload(LETTER_PAYLOAD_TYPE, letter, signer, sodium)),
    "tar-malformed",
  );
}

const answer = (text: string) => ({
  status: 200,
  header: () => undefined,
  body: (async function* () {
    yield utf8(text);
  })(),
});

/** Readers of canonical JSON: what they take has every key, in its order, and nothing else. */
const READERS: Readonly<Record<string, (bytes: Uint8Array, text: string) => unknown>> = {
  '{"payloadType":"<type>"': (bytes) => parseSignedDocument(bytes),
  '{"roster":<DSSE>,"currency"': parseRosterFile,
  '{"type":"nightjar-anchor/v1"': parseAnchor,
  '{"type":"nightjar-roster/v2"': parseRoster,
  '{"type":"nightjar-currency/v1"': parseCurrency,
  '{"type":"nightjar-reviewer-card/v1"': parseReviewerCard,
  '{"type":"nightjar-steward-card/v1"': parseStewardCard,
  '{"type":"nightjar-courier-card/v1"': parseCourierCard,
  '{"type":"nightjar-annex/v1"': parseAnnex,
  '{"type":"nightjar-people/v1"': parsePeople,
  '{"type":"nightjar-anchor-move/v1"': parseAnchorMove,
  '{"type":"nightjar-line/v1"': parseLineFile,
  '{"type":"nightjar-letter/v1"': parseLetter,
  '{"type":"nightjar-share/v1"': parseShare,
  '{"type":"nightjar-courier-pack/v1"': parsePack,
  '{"type":"nightjar-bundle/v1"': (bytes) =>
    readManifest(encodeSignedDocument(signPayload(MANIFEST_PAYLOAD_TYPE, bytes, signer, sodium)), sodium),
  '{"type":"nightjar-bundle-list/v1"': parseBundleList,
  '{"type":"nightjar-act/v1"': parseAct,
  '{"type":"nightjar-letter-draft/v1"': (_, text) => parseLetterDraft(text),
  '{"type":"nightjar-casebook/v2"': parseHead,
  '{"type":"nightjar-filters/v1"': (_, text) => expect(parseLooks(text)).toBeDefined(),
  '{"type":"nightjar-courier-session/v2"': parseCourierSession,
  '{"type":"nightjar-backup/v1"': parseBackupManifest,
  '{"type":"nightjar-status/v1"': (_, text) => parseStatus(text),
  '{"challenge":"<112 hex>"}`': (_, text) => readChallenge(answer(text)),
  '{"token":': (_, text) => readToken(answer(text)),
  '{"anchor":"<base64 of an anchor>","rosters"': parseDocuments,
  '{"days":': (_, text) => readDays(answer(text)),
  '{"expired":[': (_, text) => readExpired(answer(text)),
  '{"envelopes":[{"id":"<32 hex>","size"': (_, text) => readPage(answer(text), parseDay("2026-11-21")),
  '{"id":"<32 hex>","from":N}': (_, text) => expect(parseAskedEnvelope(text)).toBeDefined(),
  '{"envelopes":["<32 hex>",…]}': parseReceipts,
};

test.each(Object.entries(READERS))("SPEC.md's example %s… is read to the byte", async (beginning, read) => {
  const text = example(beginning);
  await read(utf8(text), text);
});

test("SPEC.md's example of a vault is one to the byte", () => {
  const lines = /\n {4}(# \{"type":"nightjar-vault[\s\S]*?)\n\n/.exec(spec)?.[1] ?? "";
  parseVault(utf8(filled(`${lines.replaceAll("\n    ", "\n")}\n`)));
});

test("SPEC.md's example of a problem is what the server says", () => {
  const { title, ...said } = JSON.parse(parseUtf8(problemFrom(new CryptoError("not-age")).body, "not-age"));
  expect(JSON.parse(example('{"type":"urn:nightjar:problem:'))).toEqual({ ...said, title: "<a sentence>" });
  expect(title).toMatch(/\.$/);
});

describe("every name that a document goes by", () => {
  const named = (text: string, pattern: RegExp) => [...new Set(text.match(pattern))].sort();

  test("stands in SPEC.md and in the code alike", () => {
    const types = /nightjar-[a-z-]+(?=\/v)/g;
    // A courier's machine keeps its plan for itself.
    expect(named(spec, types)).toEqual(named(code, types).filter((name) => name !== "nightjar-pickup-plan"));
    const payloads = /application\/vnd\.nightjar\.[a-z.0-9-]+\+json/g;
    expect(named(spec, payloads)).toEqual(named(code, payloads));
    expect(named(spec, payloads).length).toBeGreaterThan(10);
  });

  test("has an example that is read above, a tip's and an export's elsewhere", () => {
    const examples = named(spec, /\{"type":"nightjar-[a-z-]+\/v\d"/g);
    const elsewhere = [
      '{"type":"nightjar-tip/v2"',
      '{"type":"nightjar-vault/v1"',
      '{"type":"nightjar-export/v1"',
    ];
    expect(examples.filter((one) => !(one in READERS)).sort()).toEqual(elsewhere.sort());
  });
});

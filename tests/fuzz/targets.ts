import { encodeAct, parseAct } from "../../client/casebook/acts.ts";
import { CasebookError } from "../../client/casebook/errors.ts";
import { parseLines } from "../../client/casebook/jsonl.ts";
import { readLine } from "../../client/casebook/line.ts";
import { encodeLetter, parseLetter } from "../../client/letters/letter.ts";
import { HandTar } from "../../client/opening/hand-tar.ts";
import { cleanImage, describeFile } from "../../client/pictures/clean.ts";
import { CLEAN_ERROR_CODES, CleanError } from "../../client/pictures/errors.ts";
import { Findings } from "../../client/pictures/finding.ts";
import { readIso } from "../../client/pictures/iso/iso.ts";
import { sourceOf } from "../../client/pictures/iso/source.ts";
import { MOST_ATTACHMENTS } from "../../client/report/attachment.ts";
import { ReportError } from "../../client/report/errors.ts";
import { encodeTip, parseTip } from "../../client/report/tip.ts";
import { dearmor } from "../../crypto/age/armor.ts";
import { encodeHeader, HeaderReader } from "../../crypto/age/header.ts";
import { EnvelopeInspector } from "../../crypto/age/intake.ts";
import { collect, equalBytes } from "../../crypto/bytes.ts";
import { parseAnchor } from "../../crypto/documents/anchor.ts";
import { encodeSignedDocument, parseSignedDocument } from "../../crypto/documents/dsse.ts";
import { parseRoster } from "../../crypto/documents/roster.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { CRYPTO_ERROR_CODES, CryptoError } from "../../crypto/errors.ts";
import { unpackTar, unpackWholeTar, type WholeTarFile } from "../../crypto/unpack-tar.ts";
import { CircuitLineReader } from "../../server/circuits/circuit-line.ts";
import { ProblemError } from "../../server/http/problem.ts";
import { contentOfPart } from "../../server/no-script/form-part.ts";
import { withChecksums } from "../client/pictures/pictures/pngs.ts";
import { armor } from "../support/age-text.ts";
import { INSTANCE, sodium } from "../support/casebooks.ts";
import { inPieces } from "../support/chunks.ts";
import { applied } from "../support/cleaned.ts";
import { BOUNDARY } from "../support/forms.ts";
import type { Layout } from "./mutate.ts";

/** A door for bytes from outside. */
export interface Target {
  /** Takes any bytes. Throws if the door throws what is not in its closed set, or breaks a promise. */
  readonly run: (bytes: Uint8Array) => unknown;
  /** What the format is made of, for the mutator. */
  readonly words: readonly string[];
  /** Bytes of the longest input tried. */
  readonly most: number;
  readonly layout?: Layout;
  /** Gives an input the checksums that it needs to be read at all. */
  readonly mend?: (bytes: Uint8Array) => Uint8Array;
}

const CRYPTO: ReadonlySet<string> = new Set(CRYPTO_ERROR_CODES);
const CLEAN: ReadonlySet<string> = new Set(CLEAN_ERROR_CODES);

const isCrypto = (error: unknown) => error instanceof CryptoError && CRYPTO.has(error.code);
const isClean = (error: unknown) => error instanceof CleanError && CLEAN.has(error.code);

/** What the action gives, or undefined if it was refused as it may be. */
async function orRefused<T>(mayBe: (error: unknown) => boolean, action: () => T | Promise<T>) {
  try {
    return await action();
  } catch (error) {
    if (mayBe(error)) return undefined;
    throw error;
  }
}

function expectSame(what: string, a: Uint8Array, b: Uint8Array): void {
  if (!equalBytes(a, b)) throw new Error(`${what}: not the same bytes`);
}

async function header(bytes: Uint8Array): Promise<void> {
  const read = await orRefused(isCrypto, () => new HeaderReader().push(bytes));
  if (read)
    expectSame("header", encodeHeader(read.header), bytes.subarray(0, bytes.length - read.rest.length));
  const outlines = [bytes.length, 7, 1].map((size) =>
    orRefused(isCrypto, () => {
      const inspector = new EnvelopeInspector();
      for (const piece of inPieces(bytes, Math.max(1, size))) inspector.push(piece);
      return JSON.stringify(inspector.finish());
    }),
  );
  const [whole, ...cut] = await Promise.all(outlines);
  if (cut.some((one) => one !== whole)) throw new Error("header: told otherwise when cut in pieces");
}

/** The same content or the same refusal, whole and byte by byte. */
async function alike(
  mayBe: (error: unknown) => boolean,
  bytes: Uint8Array,
  read: (chunks: Iterable<Uint8Array>) => AsyncIterable<Uint8Array>,
) {
  const [whole, cut] = await Promise.all(
    [[bytes], inPieces(bytes, 1)].map((chunks) => orRefused(mayBe, () => collect(read(chunks)))),
  );
  if ((whole === undefined) !== (cut === undefined))
    throw new Error("accepted in one form, refused cut in pieces");
  if (whole && cut) expectSame("content", whole, cut);
  return whole;
}

/** What is let in is what armor makes of the content, but for its line ends and what stands around it. */
async function armored(bytes: Uint8Array): Promise<void> {
  const content = await alike(isCrypto, bytes, dearmor);
  if (!content) return;
  const lines = Buffer.from(bytes).toString("latin1").trim().replaceAll("\r\n", "\n");
  expectSame("armor", await collect(armor([content])), bytesOf(`${lines}\n`));
}

async function* chunksOf(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

function circuitLine(bytes: Uint8Array): void {
  const told = [Math.max(1, bytes.length), 1].map((size) => {
    const reader = new CircuitLineReader();
    let rest = bytes.length;
    for (const piece of inPieces(bytes, size)) {
      const read = reader.push(piece);
      rest -= piece.length;
      if (read === null) return "closed";
      if (read) return `${read.circuit} ${read.rest.length + rest}`;
    }
    return "more";
  });
  if (told[0] !== told[1]) throw new Error(`circuit line: ${told[0]}, and ${told[1]} cut in pieces`);
  const [circuit, rest] = (told[0] ?? "").split(" ").map(Number);
  if (circuit === undefined || rest === undefined) return;
  const line = Buffer.from(bytes.subarray(0, bytes.length - rest)).toString("latin1");
  const [, high, low] = /^PROXY TCP6 fc00:dead:beef:4dad::([^:]+):([^ ]+) ::1 \d+ \d+\r\n$/.exec(line) ?? [];
  if (circuit !== Number(`0x${high}`) * 2 ** 16 + Number(`0x${low}`))
    throw new Error(`circuit line: ${line}`);
}

/** What each of the three readers makes of it; what the strict ones let in, the other reads alike. */
async function tar(bytes: Uint8Array): Promise<void> {
  const whole = await orRefused(isCrypto, () => unpackWholeTar(bytes));
  const streamed = await orRefused(isCrypto, async () => {
    const files: WholeTarFile[] = [];
    for await (const { name, content } of unpackTar([bytes]))
      files.push({ name, bytes: new Uint8Array(await collect(content)) });
    return files;
  });
  expectFiles("streamed", streamed, whole);
  const byHand = readByHand(bytes, 100);
  expectFiles("by hand, in other pieces", readByHand(bytes, 1000), byHand);
  if (!whole) return;
  // By hand, no file is no tar, and nor are more than a hundred.
  if (whole.length > 0 && whole.length <= MOST_ATTACHMENTS) expectFiles("by hand", byHand, whole);
  const names = whole.map(({ name }) => name.toLowerCase());
  if (new Set(names).size < names.length) throw new Error("tar: the same name twice");
  if (names.some((name) => /^\/|(?:^|\/)\.\.(?:\/|$)/.test(name)))
    throw new Error("tar: a name leads outside");
}

function readByHand(bytes: Uint8Array, pieces: number): WholeTarFile[] | undefined {
  const files: WholeTarFile[] = [];
  const reader = new HandTar(({ name, offset, size }) => {
    files.push({ name, bytes: bytes.slice(offset, offset + size) });
    return () => {};
  });
  for (const piece of inPieces(bytes, pieces)) reader.push(piece);
  return reader.finish() ? files : undefined;
}

/** Names that aren't UTF-8 are guessed at by one of the readers only. */
function expectFiles(
  what: string,
  files: readonly WholeTarFile[] | undefined,
  others: readonly WholeTarFile[] | undefined,
): void {
  const listed = (all: readonly WholeTarFile[] | undefined) =>
    all?.map(({ name, bytes }) => `${/^[ -~]*$/.test(name) ? name : "?"} ${encodeHex(bytes)}`).join("\n");
  if (listed(files) !== listed(others)) throw new Error(`tar: read otherwise ${what}`);
}

async function documents(bytes: Uint8Array): Promise<void> {
  const document = await orRefused(isCrypto, () => parseSignedDocument(bytes));
  if (document) expectSame("document", encodeSignedDocument(document), bytes);
  const payload = document?.payload ?? bytes;
  await orRefused(isCrypto, () => parseRoster(payload));
  const letter = await orRefused(isCrypto, () => parseLetter(payload));
  if (letter) expectSame("letter", encodeLetter(letter), payload);
  await orRefused(isCrypto, () => parseAnchor(bytes));
}

async function tip(bytes: Uint8Array): Promise<void> {
  const read = await orRefused(
    (error) => error instanceof ReportError,
    () => parseTip(bytes),
  );
  if (read) expectSame("tip", encodeTip(read), bytes);
}

async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function casebook(bytes: Uint8Array): Promise<void> {
  const mayBe = (error: unknown) => error instanceof CasebookError;
  const [whole, cut] = await Promise.all(
    [bytes.length, 97].map((size) =>
      orRefused(mayBe, () => listOf(parseLines(chunksOf(inPieces(bytes, Math.max(1, size)))))),
    ),
  );
  if (whole?.join("\n") !== cut?.join("\n")) throw new Error("casebook: other lines when cut in pieces");
  for (const line of whole ?? [])
    readLine(line, { instance: INSTANCE, reviewers: new Set(), signatures: sodium });
  const act = await orRefused(mayBe, () => parseAct(bytes));
  if (act) expectSame("act", encodeAct(act), bytes);
}

async function picture(bytes: Uint8Array): Promise<void> {
  describeFile(bytes);
  const cleaned = await orRefused(isClean, () => cleanImage(bytes));
  if (!cleaned) return;
  const again = cleanImage(cleaned.clean);
  expectSame("clean picture", again.clean, cleaned.clean);
  if (again.removed.length > 0) throw new Error("clean picture: something to remove");
}

async function iso(bytes: Uint8Array): Promise<void> {
  describeFile(bytes);
  const cleanIso = (file: Uint8Array) => applied(file, readIso(sourceOf(file), new Findings()).plan);
  const clean = await orRefused(isClean, () => cleanIso(bytes));
  if (clean) expectSame("clean film", cleanIso(clean), clean);
}

const isRefusal = (error: unknown) => error instanceof ProblemError && error.problem.status < 500;

const JSON_WORDS = [
  '{"',
  '":',
  '",',
  '"',
  "[",
  "]",
  "{}",
  "null",
  "true",
  "-1",
  "1e999",
  "\\u0000",
  "\\ud800",
  "payload",
  "payloadType",
  "signatures",
  "keyid",
  "sig",
  '"__proto__":',
  "\xef\xbb\xbf",
];

export const TARGETS: Readonly<Record<string, Target>> = {
  header: {
    run: header,
    words: [
      "age-encryption.org/v1\n",
      "-> ",
      "\n",
      "--- ",
      "X25519 ",
      "mlkem768x25519 ",
      "scrypt ",
      "-> a-grease ",
      " ",
      "A".repeat(64),
    ],
    most: 16_384,
  },
  armor: {
    run: armored,
    words: [
      "-----BEGIN AGE ENCRYPTED FILE-----",
      "-----END AGE ENCRYPTED FILE-----",
      "\n",
      "\r\n",
      "=",
      "==",
      "A".repeat(64),
      " ",
    ],
    most: 16_384,
  },
  multipart: {
    run: (bytes) => alike(isRefusal, bytes, (chunks) => contentOfPart(chunksOf(chunks), BOUNDARY)),
    words: [
      `--${BOUNDARY}`,
      `\r\n--${BOUNDARY}--\r\n`,
      "\r\n",
      "--",
      "Content-Disposition: form-data; ",
      'name="sealed"',
      '; filename="a"',
      "Content-Type: a/b\r\n",
    ],
    most: 16_384,
  },
  "circuit-line": {
    run: circuitLine,
    words: ["PROXY TCP6 ", "fc00:dead:beef:4dad::", ":", " ::1 ", "65535", "0", "\r\n", "\n", "ffff"],
    most: 512,
  },
  tar: {
    run: tar,
    words: [
      "ustar\x0000",
      "ustar  \0",
      "././@LongLink",
      "00000000000\0",
      "77777777777\0",
      "path=",
      "20 path=a\n",
      "attachments/",
      "../",
      "..\0",
      "\x80\0\0\0",
    ],
    most: 8_192,
    layout: {
      block: 512,
      fields: [0, 100, 124, 136, 156, 157, 257, 263, 345],
      mark: { at: 257, text: "ustar" },
    },
    mend: withTarChecksums,
  },
  documents: { run: documents, words: JSON_WORDS, most: 16_384 },
  tip: {
    run: tip,
    words: [
      ...JSON_WORDS,
      "nightjar-tip/v1",
      "nightjar-tip/v2",
      "reply",
      "report",
      "station",
      "pressure",
      "place",
      "precision",
      "consent",
      "attachments",
      "narrative",
    ],
    most: 16_384,
  },
  casebook: {
    run: casebook,
    words: [...JSON_WORDS, "kept", "graded", "linked", "redacted", "exported", "counted", "\n"],
    most: 16_384,
  },
  picture: {
    run: picture,
    words: [
      "\xff\xd8",
      "\xff\xd9",
      "\xff\xda",
      "\xff\xc0",
      "\xff\xe1",
      "\xff\xed",
      "Exif\0\0MM\0*",
      "Photoshop 3.0\x008BIM",
      "\x89PNG\r\n\x1a\n",
      "IHDR",
      "IDAT",
      "eXIf",
      "zTXt",
      "iTXt",
      "acTL",
      "RIFF",
      "WEBPVP8X",
      "VP8 ",
      "VP8L",
      "ALPH",
      "ANIM",
      "ANMF",
      "EXIF",
      "<x:xmpmeta",
    ],
    most: 8_192,
    mend: (bytes) => (bytes[0] === 0x89 ? withChecksums(bytes) : bytes),
  },
  iso: {
    run: iso,
    words: [
      "ftyp",
      "heic",
      "avif",
      "isom",
      "moov",
      "trak",
      "mdia",
      "minf",
      "stbl",
      "stsd",
      "stsz",
      "stco",
      "stsc",
      "stts",
      "co64",
      "meta",
      "iinf",
      "iloc",
      "ipco",
      "ipma",
      "iref",
      "mdat",
      "moof",
      "traf",
      "trun",
      "avcC",
      "hvcC",
      "av1C",
      "esds",
      "uuid",
      "free",
      "\0\0\0\x01",
      "\xff\xff\xff\xff",
    ],
    most: 12_500,
  },
};

/** Every block that could be a header gets the checksum that it needs: what stands in it is read, not refused for it. */
function withTarChecksums(bytes: Uint8Array): Uint8Array {
  const mended = Buffer.from(bytes);
  for (let at = 0; at + 512 <= mended.length; at += 512) {
    if (mended.toString("latin1", at + 257, at + 262) !== "ustar") continue;
    mended.write("        ", at + 148, "latin1");
    const sum = mended.subarray(at, at + 512).reduce((all, byte) => all + byte, 0);
    mended.write(`${sum.toString(8).padStart(6, "0")}\0 `, at + 148, "latin1");
  }
  return new Uint8Array(mended);
}

/** A word's bytes: its characters are bytes. */
export const bytesOf = (word: string): Uint8Array => Uint8Array.from(Buffer.from(word, "latin1"));

import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decrypter } from "age-encryption";
import { describe, expect, test } from "vitest";
import { encodeDocuments } from "../../../client/bundle/documents.ts";
import { MOST_ATTACHMENTS } from "../../../client/casebook/casebook-file.ts";
import { CasebookError } from "../../../client/casebook/errors.ts";
import { type Line, MOST_LINE_BYTES } from "../../../client/casebook/line.ts";
import type { AttachmentHash } from "../../../client/casebook/names.ts";
import { openCasebook } from "../../../client/casebook/read-casebook.ts";
import { sealCasebook } from "../../../client/casebook/write-casebook.ts";
import {
  encodeHybridIdentity,
  type HybridSeed,
  hybridIdentity,
  hybridPublicKey,
} from "../../../crypto/age/identities.ts";
import { open } from "../../../crypto/age/open.ts";
import { hybridRecipient } from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import { collect, utf8 } from "../../../crypto/bytes.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { packTar, type TarFile } from "../../../crypto/tar.ts";
import { desks, INSTANCE, sodium, tipNamed } from "../../support/casebooks.ts";
import { newCeremony } from "../../support/ceremony.ts";
import { codeWith } from "../../support/code-of.ts";

const seeds = [1, 2].map(() => new Uint8Array(randomBytes(32)) as HybridSeed);
const recipients = seeds.map((seed) => hybridPublicKey(seed, sodium));
const [seed] = seeds;
if (!seed) throw new Error("a seed");

const {
  desks: [desk],
} = desks(1);
if (!desk) throw new Error("a desk");
for (let i = 0; i < 30; i++) desk.do({ kind: "noted", about: tipNamed(i % 3), text: `note ${i} 夜鷹` });

function stored(length: number) {
  const bytes = new Uint8Array(randomBytes(length));
  const sha256 = createHash("sha256").update(bytes).digest("hex") as AttachmentHash;
  return { sha256, size: length, content: [bytes], bytes };
}
const attachments = [stored(0), stored(10), stored(200_000)];
const { anchor } = newCeremony();
const documents = { anchor: { ...anchor, instance: INSTANCE }, rosters: [], annexes: [] };
const contents = { documents, lines: desk.lines, attachments };
const sealed = await collect(sealCasebook(contents, recipients, sodium));

test("more attachments than one file may hold are refused before anything is sealed", () => {
  const content: Uint8Array[] = [];
  const many = Array.from({ length: MOST_ATTACHMENTS + 1 }, (_, i) => ({
    sha256: String(i) as AttachmentHash,
    size: 0,
    content,
  }));
  const sealing = () => sealCasebook({ ...contents, attachments: many }, recipients, sodium);
  expect(codeWith(CasebookError, sealing)).toBe("casebook-too-large");
});

/** Reads a casebook to its end, cut into pieces of a size. */
async function readAll(file: Uint8Array, pieces = 10_000, by = seed as HybridSeed) {
  const chunks: Uint8Array[] = [];
  for (let i = 0; i < file.length; i += pieces) chunks.push(file.subarray(i, i + pieces));
  const casebook = await openCasebook(chunks, [hybridIdentity(by.slice() as HybridSeed)], sodium);
  const found: Record<string, Uint8Array> = {};
  for await (const { sha256, content } of casebook.attachments) found[sha256] = await collect(content);
  return { instance: casebook.instance, documents: casebook.documents, lines: casebook.lines, found };
}

async function codeOfReading(file: Uint8Array): Promise<string> {
  try {
    await readAll(file);
    return "accepted";
  } catch (error) {
    if (error instanceof CasebookError || error instanceof CryptoError) return error.code;
    throw error;
  }
}

const resealed = (files: readonly TarFile[]) =>
  collect(seal(packTar(files), recipients.map(hybridRecipient), sodium));
const file = (name: string, content: string | Uint8Array): TarFile => {
  const bytes = typeof content === "string" ? utf8(content) : content;
  return { name, size: bytes.length, content: [bytes] };
};

describe("a casebook's file", () => {
  test("comes back whole for each reviewer, however its bytes are cut", async () => {
    const expected = Object.fromEntries(attachments.map(({ sha256, bytes }) => [sha256, bytes]));
    for (const [by, pieces] of [
      [seeds[0], 10_000],
      [seeds[1], 137],
      [seeds[0], 10_000_000],
    ] as const) {
      const read = await readAll(sealed, pieces, by);
      expect(read.lines).toEqual(desk.lines);
      expect(encodeHex(read.instance)).toBe(encodeHex(INSTANCE));
      expect(read.found).toEqual(expected);
      expect(read.documents).toEqual(documents);
    }
  });

  test("the same set gives the same plaintext, whatever order and repeats it came in", async () => {
    const plaintext = async (lines: readonly Line[], given = attachments) => {
      const again = await collect(
        sealCasebook({ ...contents, lines, attachments: given }, recipients, sodium),
      );
      return collect((await open([again], [hybridIdentity(seed.slice() as HybridSeed)], sodium)).plaintext);
    };
    const turned = [...desk.lines].reverse();
    expect(await plaintext([...turned, ...turned], [...attachments, ...attachments].reverse())).toEqual(
      await plaintext(desk.lines),
    );
  });

  test("nobody else opens it", async () => {
    const stranger = new Uint8Array(randomBytes(32)) as HybridSeed;
    await expect(readAll(sealed, 10_000, stranger)).rejects.toMatchObject({ code: "no-match" });
  });

  test("typage and tar read it without us", async () => {
    const folder = mkdtempSync(join(tmpdir(), "casebook-"));
    try {
      const path = (name: string) => join(folder, name);
      const decrypter = new Decrypter();
      decrypter.addIdentity(encodeHybridIdentity(seed));
      writeFileSync(path("casebook.tar"), await decrypter.decrypt(sealed));
      execFileSync("tar", ["-xf", path("casebook.tar"), "-C", folder]);
      const lines = readFileSync(path("acts.jsonl"), "utf8").trimEnd().split("\n");
      expect(lines).toEqual(desk.lines);
      for (const { sha256, bytes } of attachments) {
        expect(readFileSync(path(`attachments/${sha256}`)).equals(Buffer.from(bytes))).toBe(true);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a casebook that isn't whole is refused with a name", () => {
  const head = (acts: number, count: number, version = 1) =>
    file(
      "casebook.json",
      `{"type":"nightjar-casebook/v${version}","instance":"${encodeHex(INSTANCE)}","acts":${acts},"attachments":${count}}`,
    );
  const carried = file("documents.json", encodeDocuments(documents));
  const lines = file("acts.jsonl", desk.lines.map((line) => `${line}\n`).join(""));
  const [a, b] = [...attachments].sort((x, y) => (x.sha256 < y.sha256 ? -1 : 1));
  if (!a || !b) throw new Error("attachments");
  const named = ({ sha256, bytes }: { sha256: string; bytes: Uint8Array }) =>
    file(`attachments/${sha256}`, bytes);

  test("cut anywhere, or one byte changed", async () => {
    for (const cut of [0, 100, 3000, 70_000, sealed.length - 1]) {
      expect(await codeOfReading(sealed.subarray(0, cut))).not.toBe("accepted");
      const changed = sealed.slice();
      changed[cut] = (changed[cut] ?? 0) ^ 1;
      expect(await codeOfReading(changed)).not.toBe("accepted");
    }
  });

  const cases: [string, string, TarFile[]][] = [
    ["an earlier version's", "accepted", [head(30, 2), lines, named(a), named(b)]],
    ["the plain thing", "accepted", [head(30, 2, 2), carried, lines, named(a), named(b)]],
    ["no documents", "casebook-damaged", [head(30, 0, 2), lines]],
    ["documents where an earlier version has none", "casebook-damaged", [head(30, 0), carried, lines]],
    ["documents in another form", "casebook-damaged", [head(30, 0, 2), file("documents.json", "{}"), lines]],
    ["a later version's", "casebook-damaged", [head(30, 0, 3), carried, lines]],
    ["no head", "not-a-casebook", [lines]],
    ["another's head", "casebook-damaged", [file("casebook.json", "{}"), lines]],
    ["no acts", "casebook-damaged", [head(0, 0)]],
    ["fewer acts than the head says", "casebook-damaged", [head(31, 0), lines]],
    [
      "a last line without an end",
      "casebook-damaged",
      [head(30, 0), file("acts.jsonl", desk.lines.join("\n"))],
    ],
    [
      "an endless line",
      "casebook-damaged",
      [head(1, 0), file("acts.jsonl", `${"x".repeat(MOST_LINE_BYTES + 1)}\n`)],
    ],
    [
      "bytes that are no text",
      "casebook-damaged",
      [head(1, 0), file("acts.jsonl", new Uint8Array([0xff, 0x0a]))],
    ],
    ["an attachment too few", "casebook-damaged", [head(30, 2), lines, named(a)]],
    ["attachments out of order", "casebook-damaged", [head(30, 2), lines, named(b), named(a)]],
    ["something else behind the acts", "casebook-damaged", [head(30, 1), lines, file("notes.txt", "x")]],
    [
      "an attachment with another's name",
      "attachment-changed",
      [head(30, 1), lines, named({ ...a, bytes: utf8("not it") })],
    ],
  ];

  test.each(cases)("%s: %s", async (_, code, files) => {
    expect(await codeOfReading(await resealed(files))).toBe(code);
  });
});

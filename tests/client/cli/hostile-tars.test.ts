import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unpackEnvelope } from "../../../client/cli/open/open-envelope.ts";
import { encodeTip } from "../../../client/report/tip.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { parseIdentityFile } from "../../support/age-text.ts";
import { commandLine, commandLineIn } from "../../support/command-line.ts";
import { temporaryFolder } from "./support/cli.ts";
import { namesBelow, snapshot } from "./support/folders.ts";
import { base256, octal, paxRecord, type RawEntry, rawEntry, rawTar, TAR_END } from "./support/tar-bytes.ts";
import { instanceOnDisk, sealedContents, sodium, tipFor } from "./support/tips.ts";

const folder = temporaryFolder();
const instance = instanceOnDisk(folder);
const [identity = ""] = instance.identityPaths;
const tip: RawEntry = { name: "tip.json", content: encodeTip(tipFor(instance)) };
const photo: RawEntry = { name: "attachments/01-a.jpg", content: "picture" };
const behindTip = (...entries: RawEntry[]) => rawTar(tip, ...entries);
const inAttachments = (name: string) => behindTip({ name: `attachments/${name}`, content: "x" });

const REFUSED = "The tar holds an entry that is not a plain file with a unique, safe name.";
const MALFORMED = "The contents are not a tar in the strict form";

/** What must not be opened: each with the beginning of the sentence. */
const HOSTILE: Record<string, [contents: Uint8Array, sentence: string]> = {
  "absolute-path": [behindTip({ name: "/tmp/nightjar-owned", content: "x" }), REFUSED],
  "parent-path": [behindTip({ name: "../../owned", content: "x" }), REFUSED],
  "parent-inside": [inAttachments("../../owned"), REFUSED],
  "dot-component": [inAttachments("./a"), REFUSED],
  "windows-path": [inAttachments("..\\..\\owned"), REFUSED],
  "folder-below": [inAttachments("deeper/a"), REFUSED],
  "beside-attachments": [behindTip({ name: "tip.txt", content: "x" }), REFUSED],
  "prefix-path": [behindTip({ name: "owned", prefix: "../..", content: "x" }), REFUSED],
  "prefix-before-tip": [rawTar({ ...tip, prefix: "../.." }), REFUSED],
  "symbolic-link": [behindTip({ name: "attachments/link", type: "2", link: "/etc/passwd" }), REFUSED],
  "link-then-file": [
    behindTip(
      { name: "attachments", type: "2", link: "../../.." },
      { name: "attachments/owned", content: "x" },
    ),
    REFUSED,
  ],
  "hard-link": [behindTip({ name: "attachments/link", type: "1", link: "/etc/passwd" }), REFUSED],
  "character-device": [behindTip({ name: "attachments/null", type: "3" }), REFUSED],
  "block-device": [behindTip({ name: "attachments/disk", type: "4" }), REFUSED],
  folder: [behindTip({ name: "attachments/", type: "5" }), REFUSED],
  fifo: [behindTip({ name: "attachments/fifo", type: "6" }), REFUSED],
  "same-name-twice": [behindTip(photo, photo), REFUSED],
  "two-reports": [behindTip(tip), REFUSED],
  "names-differing-in-case": [behindTip(photo, { name: "attachments/01-A.JPG", content: "x" }), REFUSED],
  "names-differing-in-form": [
    behindTip({ name: "attachments/\u00e9", content: "1" }, { name: "attachments/e\u0301", content: "2" }),
    REFUSED,
  ],
  "control-character": [inAttachments("a\u001b[2J"), REFUSED],
  "empty-name": [behindTip({ name: "", content: "x" }), REFUSED],
  "pax-path": [
    behindTip({ name: "pax", type: "x", content: paxRecord("path", "../../owned") }, photo),
    REFUSED,
  ],
  "pax-size": [behindTip({ name: "pax", type: "x", content: paxRecord("size", "9") }, photo), REFUSED],
  "gnu-long-path": [
    behindTip({ name: "././@LongLink", type: "L", content: "../../owned\0" }, photo),
    REFUSED,
  ],
  "gnu-long-name": [
    behindTip({ name: "././@LongLink", type: "L", content: `attachments/${"n".repeat(5000)}\0` }, photo),
    REFUSED,
  ],
  "gnu-long-link": [
    behindTip(
      { name: "././@LongLink", type: "K", content: "/etc/passwd\0" },
      { name: "attachments/link", type: "2" },
    ),
    REFUSED,
  ],
  "huge-size": [behindTip({ ...photo, sizeField: octal(0o77777777777, 12) }), MALFORMED],
  "enormous-size": [behindTip({ ...photo, sizeField: base256(2n ** 62n) }), MALFORMED],
  "negative-size": [behindTip({ ...photo, sizeField: base256(-512n) }), MALFORMED],
  "size-in-words": [behindTip({ ...photo, sizeField: Buffer.from("as you like\0") }), MALFORMED],
  truncated: [behindTip(photo).subarray(0, -1024 - 300), MALFORMED],
  "without-an-end": [Buffer.concat([rawEntry(tip), rawEntry(photo)]), MALFORMED],
  "data-behind-the-end": [Buffer.concat([behindTip(photo), new Uint8Array(512), rawEntry(photo)]), MALFORMED],
  "wrong-checksum": [Buffer.concat([rawEntry(tip), rawEntry(photo).fill(0x41, 0, 5), TAR_END]), MALFORMED],
};

test("hostile tars: each is refused by name, and nothing appears anywhere but the tip between them", async () => {
  const sandbox = join(folder, "sandbox");
  const envelopes = join(folder, "envelopes");
  mkdirSync(join(sandbox, "out"), { recursive: true });
  mkdirSync(envelopes);
  writeFileSync(join(sandbox, "owned"), "mine");
  for (const [name, [contents]] of Object.entries(HOSTILE)) {
    writeFileSync(join(envelopes, `${name}.age`), await sealedContents(instance, contents));
  }
  writeFileSync(join(envelopes, "good.age"), await sealedContents(instance, behindTip()));
  const before = snapshot(sandbox);
  const args = ["open", "--identity", identity, "--out", "out", envelopes];
  const ended = await commandLineIn(sandbox, args);
  expect(ended.code).toBe(3);
  for (const [name, [, sentence]] of Object.entries(HOSTILE)) {
    expect(ended.stderr).toContain(`${name}.age: ${sentence}`);
  }
  expect(namesBelow(join(sandbox, "out"))).toEqual(["good", "good/tip.json", "good/tip.txt"]);
  rmSync(join(sandbox, "out", "good"), { recursive: true });
  expect(snapshot(sandbox)).toEqual(before);
});

test("names that are fine in a tar and not on a disk are stored under safe ones; tip.txt says both", async () => {
  const names = [
    "CON",
    "aux.txt",
    "a:b",
    "a?b",
    "a*b",
    ".hidden",
    "-rf",
    "trailing. ",
    "gpj\u202eexe",
    "照片.jpg",
    "x".repeat(88),
  ];
  const contents = behindTip(...names.map((name, i) => ({ name: `attachments/${name}`, content: `${i}` })));
  const out = await openedInto("names", contents);
  const stored = [
    "_CON",
    "_aux.txt",
    "a_b",
    "a_b-2",
    "a_b-3",
    "_hidden",
    "_rf",
    "trailing",
    "gpj_exe",
    "照片.jpg",
    "x".repeat(88),
  ];
  expect(namesBelow(join(out, "attachments"))).toEqual([...stored].sort());
  for (const [i, name] of stored.entries())
    expect(readFileSync(join(out, "attachments", name), "utf8")).toBe(`${i}`);
  const text = readFileSync(join(out, "tip.txt"), "utf8");
  expect(text).toContain("attachments/a_b-2\n    called      attachments/a?b\n");
  expect(text).toContain("called      attachments/gpj\\u{202e}exe\n");
});

test("what doesn't begin with tip.json is taken as made by hand: its names lead nowhere, its links are left out", async () => {
  const link: RawEntry = { name: "link", type: "2", link: "/etc/passwd" };
  const out = await openedInto("before", rawTar({ name: "../../owned", content: "x" }, link, tip));
  expect(namesBelow(out)).toEqual(["attachments", "attachments/owned", "attachments/tip.json", "tip.txt"]);
  expect(readFileSync(join(out, "attachments/owned"), "utf8")).toBe("x");
  expect(readFileSync(join(out, "tip.txt"), "utf8")).toContain("One link or device");
});

test("a folder or link that somebody put where a tip would go is neither followed nor overwritten", async () => {
  const path = join(folder, "taken.age");
  writeFileSync(path, await sealedContents(instance, behindTip(photo)));
  const out = mkdtempSync(join(folder, "out-"));
  const elsewhere = mkdtempSync(join(folder, "elsewhere-"));
  symlinkSync(elsewhere, join(out, "taken"));
  symlinkSync(join(folder, "dangling"), join(out, "taken-2"));
  mkdirSync(join(out, "taken-3"));
  const ended = await commandLine(["open", "--identity", identity, "--out", out, path]);
  expect(ended.code).toBe(0);
  expect(namesBelow(elsewhere)).toEqual([]);
  expect(namesBelow(join(out, "taken-3"))).toEqual([]);
  expect(namesBelow(join(out, "taken-4"))).toEqual([
    "attachments",
    "attachments/01-a.jpg",
    "tip.json",
    "tip.txt",
  ]);
});

test("any tar, however mutated: an answer or a refusal, and never a file outside the folder", async () => {
  const identities = parseIdentityFile(instance.identityFiles[0] ?? "");
  const unpacking = { identities, primitives: sodium, whole: false };
  const original = behindTip(photo, { name: "attachments/02-b", content: "y".repeat(700) });
  const headers = [0, 1, 2].map((i) =>
    original.indexOf(["tip.json", "attachments/01", "attachments/02"][i] ?? ""),
  );
  const edit = fc.record({
    header: fc.constantFrom(...headers),
    at: fc.oneof(fc.nat(511), fc.constantFrom(0, 99, 124, 135, 156, 157, 257, 345)),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      fc
        .constantFrom("../../owned", "/owned", "..", "tip.json\0", "2", "x", "L", "\0".repeat(12))
        .map((s) => Buffer.from(s)),
    ),
  });
  const cut = fc.record({ from: fc.nat(original.length), length: fc.oneof(fc.nat(600), fc.constant(512)) });
  const sandbox = join(folder, "mutants");
  mkdirSync(join(sandbox, "a", "b"), { recursive: true });
  const before = namesBelow(sandbox);
  let opened = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { maxLength: 4 }), fc.option(cut), async (edits, hole) => {
      const tar = mutated(original, headers, edits);
      const contents = hole
        ? Buffer.concat([tar.subarray(0, hole.from), tar.subarray(hole.from + hole.length)])
        : tar;
      const inner = join(sandbox, "a", "b", "folder");
      mkdirSync(inner);
      const envelope = asStream(await sealedContents(instance, contents));
      const refusal = await unpackEnvelope(inner, envelope, unpacking).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (refusal === undefined) opened++;
      else expect(refusal).toBeInstanceOf(CryptoError);
      for (const name of namesBelow(inner)) expect(name).toMatch(/^(tip\.json|attachments(\/[^/]+)?)$/);
      rmSync(inner, { recursive: true });
      expect(namesBelow(sandbox)).toEqual(before);
    }),
    { numRuns: 400 },
  );
  expect(opened).toBeGreaterThan(20);
});

async function openedInto(name: string, contents: Uint8Array): Promise<string> {
  const path = join(folder, `${name}.age`);
  const out = mkdtempSync(join(folder, "out-"));
  writeFileSync(path, await sealedContents(instance, contents));
  const ended = await commandLine(["open", "--identity", identity, "--out", out, path]);
  expect(ended.code, ended.stderr).toBe(0);
  return join(out, name);
}

/** The bytes with edits in their headers, whose checksums are put right again, so that a reader believes them. */
function mutated(
  original: Buffer,
  headers: readonly number[],
  edits: readonly { header: number; at: number; bytes: Uint8Array }[],
): Buffer {
  const tar = Buffer.from(original);
  for (const { header, at, bytes } of edits) tar.set(bytes.subarray(0, 512 - at), header + at);
  for (const header of headers) {
    const block = tar.subarray(header, header + 512).fill(" ", 148, 156);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  }
  return tar;
}

async function* asStream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

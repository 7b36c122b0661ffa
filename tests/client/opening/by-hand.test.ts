import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ByHand } from "../../../client/opening/opened-tip.ts";
import { extractByHand, readByHand } from "../../../client/opening/read-by-hand.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import { encoded } from "../../support/encoded-text.ts";
import { tellingJpeg } from "../../support/pictures.ts";
import { octal, paxRecord, type RawEntry, rawTar } from "../cli/support/tar-bytes.ts";

const WORDS = "他们周二来了餐馆。\n";
const LONG = `${"很长的名字".repeat(8)}.txt`;
const photo = tellingJpeg();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nightjar-hand-"));
  mkdirSync(join(folder, "我的 文件"));
  writeFileSync(join(folder, "report.txt"), WORDS);
  writeFileSync(join(folder, "我的 文件", "photo-1.jpg"), photo);
  writeFileSync(join(folder, LONG), encoded(WORDS, "gb18030"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const read = (bytes: Uint8Array, length = 10_000): Promise<ByHand> => readByHand(pieces(bytes, length));
const packed = (program: string, ...args: string[]): Buffer =>
  execFileSync(program, args, { cwd: folder, maxBuffer: 2 ** 24 });
const FILES = ["report.txt", "我的 文件", LONG];

/** As each program writes it: the same three files, in the same order. */
const TOOLS: Record<string, () => Uint8Array> = {
  "GNU tar": () => packed("tar", "-cf", "-", ...FILES),
  "GNU tar of a folder, pax": () =>
    packed("tar", "--format=pax", "-cf", "-", "./report.txt", ...FILES.slice(1)),
  "bsdtar, as Windows and macOS have it": () => packed("bsdtar", "-cf", "-", ...FILES),
  "bsdtar, pax": () => packed("bsdtar", "--format", "pax", "-cf", "-", ...FILES),
  "BusyBox tar": () => packed("busybox", "tar", "-cf", "-", ...FILES),
  "7-Zip": () => {
    packed("7z", "a", "-ttar", "seven.tar", ...FILES);
    return readFileSync(join(folder, "seven.tar"));
  },
};

describe("a tar that people make", () => {
  test.each(Object.entries(TOOLS))("%s: words, and files beside them", async (_, pack) => {
    const tar = pack();
    const tip = await read(tar);
    expect(tip).toMatchObject({ kind: "by-hand", tooLong: false, leftOut: 0 });
    // 7-Zip sorts.
    expect(tip.files.map(({ name }) => name).sort()).toEqual(
      ["report.txt", LONG, "我的 文件/photo-1.jpg"].sort(),
    );
    expect(tip.text).toContain(`report.txt:\n${WORDS}`);
    expect(tip.text).toContain(`${LONG}:\n${WORDS}`);
    expect([...tip.readAs].sort()).toEqual(["gb18030", "utf-8"]);
    const jpeg = tip.files.find(({ type }) => type === "image/jpeg");
    expect(extractByHand(Uint8Array.from(tar), jpeg?.name ?? "")).toEqual(Uint8Array.from(photo));
  });

  test("in whatever pieces it comes", async () => {
    const tar = packed("tar", "--format=pax", "-b", "128", "-cf", "-", ...FILES);
    expect(await read(tar, 7)).toEqual(await read(tar, tar.length));
  });

  test("one text has no name above it, and keeps its line ends", async () => {
    const tip = await read(rawTar({ name: "report.txt", content: "a\r\nb" }));
    expect(tip).toMatchObject({ text: "a\r\nb", readAs: ["utf-8"] });
  });

  test("links, devices and folders are left out and counted; what is beside them is there", async () => {
    symlinkSync("/etc/passwd", join(folder, "link"));
    linkSync(join(folder, "report.txt"), join(folder, "same"));
    const tip = await read(packed("tar", "-cf", "-", "link", "report.txt", "same"));
    expect(tip).toMatchObject({ text: WORDS, leftOut: 2 });
    const fifo: RawEntry = { name: "fifo", type: "6" };
    expect(await read(rawTar(fifo, { name: "a.txt", content: "x" }))).toMatchObject({
      text: "x",
      leftOut: 1,
    });
  });

  test("macOS's companions are files like others, and no words", async () => {
    const apple = Buffer.from("00051607000200004d6163204f532058", "hex");
    const tip = await read(
      rawTar({ name: "./._report.txt", content: apple }, { name: "./report.txt", content: "x" }),
    );
    expect(tip.files.map(({ name }) => name)).toEqual(["._report.txt", "report.txt"]);
    expect(tip.text).toBe("x");
  });

  test("names lead nowhere, and no two are alike", async () => {
    const names = [
      "/etc/passwd",
      "../../a.txt",
      "..\\..\\a.txt",
      "A.TXT",
      "a\u202e.txt",
      "",
      "..",
      "n".repeat(99),
    ];
    const long = { name: "././@LongLink", type: "L", content: `${"长".repeat(500)}.txt\0` };
    const entries = names.flatMap((name): RawEntry[] => [{ name, content: "x" }]);
    const tip = await read(rawTar(...entries, long, { name: "cut", content: "x" }));
    expect(tip.files.map(({ name }) => name)).toEqual([
      "etc/passwd",
      "a.txt",
      "a-2.txt",
      "A-3.TXT",
      "a_.txt",
      "unnamed",
      "unnamed-2",
      "n".repeat(99),
      `${"长".repeat(96)}.txt`,
    ]);
  });

  test("a name in the code page of Windows", async () => {
    const tar = rawTar({ name: "x".repeat(8), content: "x" });
    tar.set(encoded("报告内容", "gb18030"));
    tar.fill(" ", 148, 156);
    const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    tar.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    expect((await read(tar)).files.map(({ name }) => name)).toEqual(["报告内容"]);
  });

  test("more text than a casebook keeps: as much as fits, and the rest is said", async () => {
    const tip = await read(
      rawTar(
        { name: "a.txt", content: "a".repeat(40_000) },
        { name: "b.txt", content: "b".repeat(40_000) },
        { name: "c.txt", content: "c" },
      ),
    );
    expect(tip).toMatchObject({ tooLong: true, text: `a.txt:\n${"a".repeat(40_000)}\n\nc.txt:\nc` });
    expect(tip.files).toHaveLength(3);
    const report = "r".repeat(64_000);
    expect(await read(rawTar({ name: "report.txt", content: report }))).toMatchObject({
      text: report,
      tooLong: false,
    });
  });
});

describe("what is no such tar stays one file, with all its bytes", () => {
  const file: RawEntry = { name: "a.txt", content: "x".repeat(600) };
  test.each<[string, Uint8Array]>([
    ["cut short", rawTar(file).subarray(0, 900)],
    ["something behind its end", Buffer.concat([rawTar(file), Buffer.from("more")])],
    ["a size that is none", rawTar({ ...file, sizeField: Buffer.from("as you like\0") })],
    ["a size beyond its end", rawTar({ ...file, sizeField: octal(0o77777777777, 12) })],
    ["a broken pax header", rawTar({ name: "pax", type: "x", content: "99 path=x\n" }, file)],
    [
      "a file with holes",
      rawTar({ name: "pax", type: "x", content: paxRecord("GNU.sparse.major", "1") }, file),
    ],
    ["a kind that nobody knows", rawTar({ ...file, type: "Z" })],
    [
      "a hundred and one files",
      rawTar(...Array.from({ length: 101 }, (_, i) => ({ name: `${i}`, content: "x" }))),
    ],
    ["nothing but a folder", rawTar({ name: "a/", type: "5" })],
  ])("%s", async (_, bytes) => {
    const tip = await read(bytes);
    expect(tip).toMatchObject({ text: null, files: [{ name: "sealed-by-hand", size: bytes.length }] });
    expect(extractByHand(Uint8Array.from(bytes), "sealed-by-hand")).toEqual(Uint8Array.from(bytes));
  });

  test("a PDF of nothing but letters is a PDF", async () => {
    expect(await read(utf8("%PDF-1.7 and more"))).toMatchObject({
      text: null,
      files: [{ type: "application/pdf" }],
    });
  });
});

/** So that what else a header says is looked at, whatever was changed in it. */
function mendChecksums(tar: Uint8Array): void {
  for (let at = 0; at + 512 <= tar.length; at += 512) {
    const block = tar.subarray(at, at + 512);
    if (block[257] !== 0x75) continue;
    block.fill(0x20, 148, 156);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.set(utf8(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
  }
}

test("a tar that was changed anywhere is read or stays whole, and each file is where it is said to be", async () => {
  const tar = Uint8Array.from(
    rawTar(
      { name: "pax", type: "x", content: paxRecord("path", "longer/name.txt") },
      { name: "a.txt", content: "words" },
      { name: "././@LongLink", type: "L", content: "another.txt\0" },
      { name: "b.txt", content: "more words" },
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(tar.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      fc.nat(tar.length),
      async (changes, cut) => {
        const changed = tar.slice(0, cut > tar.length / 2 ? cut : tar.length);
        for (const [at, byte] of changes) if (at < changed.length) changed[at] = byte;
        mendChecksums(changed);
        const tip = await read(changed, 100);
        for (const { name, size } of tip.files) expect(extractByHand(changed, name)).toHaveLength(size);
      },
    ),
    { numRuns: 500 },
  );
});

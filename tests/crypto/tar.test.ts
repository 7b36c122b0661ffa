import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { packTar } from "modern-tar";
import { afterAll, describe, expect, test } from "vitest";
import { collect, concat, equalBytes, utf8 } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { paddedLength } from "../../crypto/padding.ts";
import { packTar as packOwn, packPaddedTar, type TarFile, tarLength } from "../../crypto/tar.ts";
import { unpackTar } from "../../crypto/unpack-tar.ts";
import { inPieces } from "../support/chunks.ts";
import { codeOfAsync } from "../support/code-of.ts";

const folder = mkdtempSync(join(tmpdir(), "nightjar-tar-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, bytes: Uint8Array): TarFile => ({ name, size: bytes.length, content: [bytes] });

async function contentsOf(tar: Iterable<Uint8Array>): Promise<[string, Uint8Array][]> {
  const found: [string, Uint8Array][] = [];
  for await (const { name, content } of unpackTar(tar)) found.push([name, await collect(content)]);
  return found;
}

const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,20}(\/[a-z0-9.-]{1,20}[a-z])?$/), {
  minLength: 1,
  maxLength: 5,
});

test("of a tar that is cut short, every file before the cut is given, in whatever pieces it comes", async () => {
  const sizes = fc.array(fc.nat(3000), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      sizes,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(),
      async (list, share, piece) => {
        const files = list.map((size, i) => file(`${i}`, new Uint8Array(size).fill(i + 1)));
        const ends = list.map((_, i) => tarLength(list.slice(0, i + 1)) - tarLength([]));
        const whole = await collect(packPaddedTar(files));
        const cut = Math.floor(share * (ends.at(-1) ?? 0));
        const found: string[] = [];
        const reading = async () => {
          const tar = inPieces(whole.subarray(0, cut), 1 + (piece % 20_000));
          for await (const { name, size, content } of unpackTar(tar)) {
            if ((await collect(content)).length === size) found.push(name);
          }
        };
        expect(await codeOfAsync(reading())).toBe("tar-malformed");
        expect(found.length).toBeGreaterThanOrEqual(ends.filter((end) => end <= cut).length);
      },
    ),
  );
});

test("pack, then unpack, is identity; the length is as foretold; the rest is zeros", async () => {
  await fc.assert(
    fc.asyncProperty(names, fc.nat(70_000), fc.integer({ min: 100, max: 9000 }), async (list, size, cut) => {
      const files = list.map((name, i) => file(name, new Uint8Array(Math.floor(size / (i + 1))).fill(i + 1)));
      const tar = await collect(packPaddedTar(files));
      const length = tarLength(files.map((f) => f.size));
      expect(tar.length).toBe(paddedLength(length));
      expect(tar.subarray(length - 1024).every((byte) => byte === 0)).toBe(true);
      expect(await contentsOf(inPieces(tar, cut))).toEqual(
        files.map((f, i) => [f.name, new Uint8Array(f.size).fill(i + 1)]),
      );
    }),
    { numRuns: 60 },
  );
});

test("it is the tar that a library makes of the same files, byte for byte", async () => {
  const options = { mode: 0o644, mtime: new Date(0), uid: 0, gid: 0 };
  for (const [name, size] of [
    ["tip.json", 0],
    [`attachments/${"线".repeat(29)}x`, 512],
    ["n".repeat(100), 70_001],
  ] as const) {
    const body = new Uint8Array(size).fill(5);
    const made = await packTar([{ header: { name, size, ...options }, body }]);
    expect(equalBytes(await collect(packOwn([file(name, body)])), made)).toBe(true);
  }
  const huge = { name: "a", size: 8 ** 11, content: [] };
  expect(await codeOfAsync(collect(packOwn([huge])))).toBe("size-invalid");
});

test.each(["unread", "begun", "let go of"])(
  "a large file that was left %s doesn't keep the next one back",
  async (how) => {
    const large = new Uint8Array(5_000_000).fill(7);
    const tar = await collect(packPaddedTar([file("large", large), file("next", utf8("here"))]));
    const found: string[] = [];
    for await (const { name, content } of unpackTar(inPieces(tar, 65_536))) {
      const iterator = (content as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
      if (name === "next") found.push(new TextDecoder().decode(await collect(content)));
      else if (how !== "unread") await iterator.next();
      if (how === "let go of") await iterator.return?.();
    }
    expect(found).toEqual(["here"]);
  },
);

test("GNU tar lists and extracts it, with the same owner, time and mode for everybody", async () => {
  const path = join(folder, "made.tar");
  const bytes = new Uint8Array(1000).fill(65);
  writeFileSync(
    path,
    await collect(packPaddedTar([file("tip.json", utf8("{}")), file("attachments/01-x.jpg", bytes)])),
  );
  const listing = execFileSync("tar", ["--utc", "-tvf", path], { encoding: "utf8" });
  expect(listing.replaceAll(/ +/g, " ")).toBe(
    "-rw-r--r-- 0/0 2 1970-01-01 00:00 tip.json\n-rw-r--r-- 0/0 1000 1970-01-01 00:00 attachments/01-x.jpg\n",
  );
  expect(execFileSync("tar", ["-xOf", path, "attachments/01-x.jpg"])).toEqual(Buffer.from(bytes));
});

test("a tar made by hand with GNU tar as documented reads, and is exactly 64 KiB", async () => {
  const path = join(folder, "hand.tar");
  writeFileSync(join(folder, "report.txt"), "我看到了一个地方");
  const flags = ["-b", "128", "--format=ustar", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@0"];
  execFileSync("tar", [...flags, "-cf", path, "-C", folder, "report.txt"]);
  const bytes = execFileSync("cat", [path]);
  expect(bytes.length).toBe(65_536);
  expect(await contentsOf([bytes])).toEqual([["report.txt", utf8("我看到了一个地方")]]);
});

test("a content that is shorter or longer than it said stops the sealing", async () => {
  for (const size of [9, 11]) {
    const lying = { name: "a", size, content: [new Uint8Array(10)] };
    expect(await codeOfAsync(collect(packPaddedTar([lying])))).toBe("size-invalid");
  }
});

test("an error of the source of the bytes comes through as it is", async () => {
  async function* broken() {
    yield (await collect(packPaddedTar([file("a", new Uint8Array(60_000))]))).subarray(0, 2000);
    throw new CryptoError("payload-corrupt");
  }
  const reading = async () => {
    for await (const { content } of unpackTar(broken())) await collect(content);
  };
  expect(await codeOfAsync(reading())).toBe("payload-corrupt");
});

describe("refuses", () => {
  const header = (name: string, extra: object = {}) => [
    { header: { name, size: 1, ...extra }, body: new Uint8Array(1) },
  ];
  const link = (type: "symlink" | "link") => [
    { header: { name: "a", size: 0, type, linkname: "/etc/passwd" } },
  ];
  const twice = [...header("a.txt"), ...header("A.TXT")];

  test.each<[string, Parameters<typeof packTar>[0]]>([
    ["absolute path", header("/etc/cron.d/x")],
    ["parent folder", header("../x")],
    ["parent folder inside", header("attachments/../../x")],
    ["current folder", header("./x")],
    ["backslash", header("..\\x")],
    ["control character", header("a\u001b[2Jb")],
    ["newline", header("a\nb")],
    ["name too long", header(`${"d".repeat(60)}/${"n".repeat(60)}`)],
    ["two names differing in case", twice],
    ["symbolic link", link("symlink")],
    ["hard link", link("link")],
    ["folder", [{ header: { name: "folder/", size: 0, type: "directory" } }]],
    ["device", [{ header: { name: "dev", size: 0, type: "character-device" } }]],
    ["fifo", [{ header: { name: "fifo", size: 0, type: "fifo" } }]],
    ["pax extension", header("a", { pax: { comment: "x" } })],
    ["pax path", header("a", { pax: { path: "../b" } })],
  ])("%s", async (_, entries) => {
    expect(await codeOfAsync(contentsOf([await packTar(entries)]))).toBe("tar-entry-refused");
  });

  test("cut short, bytes behind the end, a damaged header, no end", async () => {
    const tar = await collect(packPaddedTar([file("a", new Uint8Array(5000).fill(1))]));
    const behind = tar.slice();
    behind[tar.length - 1] = 1;
    const damaged = tar.slice();
    damaged[0] = 0x62;
    for (const bytes of [
      tar.subarray(0, 3000),
      tar.subarray(0, 300),
      behind,
      damaged,
      tar.subarray(0, 5632),
    ]) {
      expect(await codeOfAsync(contentsOf([bytes]))).toBe("tar-malformed");
    }
  });

  test("a byte behind the end, wherever it is, in whatever pieces it comes", async () => {
    const tar = await collect(packPaddedTar([file("a", new Uint8Array(100))]));
    for (const size of [1, 2, 5, 510, 512, 1021, 4096, tar.length])
      for (let at = 2048; at < 2060; at++) {
        const behind = concat(Uint8Array.of(0), tar).subarray(1);
        behind[at] = at % 2 === 0 ? 1 : 0x80;
        expect(await codeOfAsync(contentsOf(inPieces(behind, size)))).toBe("tar-malformed");
      }
  });

  test("a negative, a base-256 and an absurd size", async () => {
    for (const size of ["-0000000001\0", "\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff", "77777777777\0"]) {
      const tar = await packTar([{ header: { name: "a", size: 1 }, body: new Uint8Array(1) }]);
      tar.set(Buffer.from(size, "latin1"), 124);
      tar.fill(0x20, 148, 156);
      const sum = tar.subarray(0, 512).reduce((a, b) => a + b, 0);
      tar.set(utf8(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
      expect(["tar-malformed", "tar-entry-refused"]).toContain(await codeOfAsync(contentsOf([tar])));
    }
  });
});

test("any bytes, any mutation: files or a code, never an accident", async () => {
  const good = await collect(
    packPaddedTar([file("tip.json", utf8("{}")), file("attachments/01", new Uint8Array(700))]),
  );
  const start = good.subarray(0, 4096);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(start.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (changes, fixChecksum) => {
        const bytes = start.slice();
        for (const [at, value] of changes) bytes[at] = value;
        if (fixChecksum) {
          bytes.fill(0x20, 148, 156);
          const sum = bytes.subarray(0, 512).reduce((a, b) => a + b, 0);
          bytes.set(utf8(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
        }
        const code = await codeOfAsync(contentsOf([bytes]));
        expect(["accepted", "tar-malformed", "tar-entry-refused"]).toContain(code);
      },
    ),
    { numRuns: 1500 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (noise) => {
      const code = await codeOfAsync(contentsOf([concat(noise)]));
      expect(["accepted", "tar-malformed", "tar-entry-refused"]).toContain(code);
    }),
    { numRuns: 300 },
  );
});

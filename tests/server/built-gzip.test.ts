import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gzipped } from "../../client/source/build/gzip.ts";
import { isGzipOf, readBuiltGzip } from "../../server/built-gzip.ts";

const page = Buffer.from("<!doctype html><p>A page, and a page, and a page.</p>".repeat(40));
const built = gzipSync(page);

/** The same with bytes changed from one place on. */
function changed(at: number, ...bytes: number[]): Buffer {
  const copy = Buffer.from(built);
  copy.set(bytes, at);
  return copy;
}

/** A member with a name in its header, as `gzip` writes it of a file. */
function withName(): Buffer {
  return Buffer.concat([changed(3, 8).subarray(0, 10), Buffer.from("a.html\0"), built.subarray(10)]);
}

/** This deflate stream between the right header and the right trailer. */
function withStream(stream: Uint8Array): Buffer {
  return Buffer.concat([built.subarray(0, 10), stream, built.subarray(-8)]);
}

const stream = built.subarray(10, -8);

const WRONG: readonly (readonly [string, Uint8Array])[] = [
  ["nothing", Buffer.alloc(0)],
  ["a header alone", built.subarray(0, 10)],
  ["the page as it is", page],
  ["another page", gzipSync("<p>Another page.</p>")],
  ["another page of the same length", gzipSync(Buffer.alloc(page.length, "x"))],
  ["another page behind this page's trailer", withStream(gzipSync(page.map((b) => b ^ 1)).subarray(10, -8))],
  ["a longer page behind this page's trailer", withStream(gzipSync(Buffer.alloc(2 ** 24)).subarray(10, -8))],
  ["no stream", withStream(Buffer.alloc(0))],
  ["half a stream", withStream(stream.subarray(0, stream.length / 2))],
  ["a stream with a byte behind it", withStream(Buffer.concat([stream, Buffer.alloc(1)]))],
  ["two members", Buffer.concat([built, gzipSync("")])],
  ["bytes behind the member", Buffer.concat([built, Buffer.from("!")])],
  ["a name in the header", withName()],
  ["a time in the header", changed(4, 1)],
  ["another method", changed(2, 9)],
  ["a wrong checksum", changed(built.length - 8, (built.at(-8) ?? 0) ^ 1)],
  ["a wrong length", changed(built.length - 4, (built.at(-4) ?? 0) ^ 1)],
];

describe("the page's gzip form", () => {
  test("is what zlib or Zopfli makes of it", async () => {
    expect(isGzipOf(page, built)).toBe(true);
    expect(isGzipOf(page, await gzipped(page))).toBe(true);
  });

  test("is the same each time that Zopfli makes it, and says no time and no name", async () => {
    const [one, other] = await Promise.all([gzipped(page), gzipped(Buffer.from(page))]);
    expect(one).toEqual(other);
    expect([...one.subarray(0, 8)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
  });

  test.each(WRONG)("is not %s", (_, bytes) => expect(isGzipOf(page, bytes)).toBe(false));

  test("is no beginning of itself", () => {
    for (let length = 0; length < built.length; length++)
      expect(isGzipOf(page, built.subarray(0, length))).toBe(false);
  });

  test("whatever passes unpacks to the page", () => {
    const damage = fc.tuple(fc.nat(built.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (places) => {
        const copy = Buffer.from(built);
        for (const [at, bits] of places) copy[at] = (copy[at] ?? 0) ^ bits;
        if (isGzipOf(page, copy)) expect(gunzipSync(copy).equals(page)).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => !isGzipOf(page, bytes)));
  });

  test("of an empty page is that of an empty page", () => {
    const empty = new Uint8Array(0);
    expect(isGzipOf(empty, gzipSync(empty))).toBe(true);
    expect(isGzipOf(empty, gzipSync("x"))).toBe(false);
  });
});

describe("beside the page", () => {
  let folder: string;
  let told: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nightjar-gzip-"));
    told = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = () => readBuiltGzip(join(folder, "source.html"), page, (sentence) => told.push(sentence));
  const put = (bytes: Uint8Array) => writeFileSync(join(folder, "source.html.gz"), bytes);

  test("it is taken, and nothing is said", () => {
    put(built);
    expect(read()).toEqual(built);
    expect(told).toEqual([]);
  });

  test("nothing lies there, and nothing is said", () => {
    expect(read()).toBeUndefined();
    expect(told).toEqual([]);
  });

  test.each([...WRONG, ["more than can be the page", Buffer.alloc(2 ** 20)] as const])(
    "%s isn't taken, and the operator is told in one sentence",
    (_, bytes) => {
      put(bytes);
      expect(read()).toBeUndefined();
      const path = join(folder, "source.html.gz");
      expect(told).toEqual([
        `${path} isn't the page beside it and isn't served: build the pages again and copy both.`,
      ]);
    },
  );

  test("a folder of that name isn't taken either", () => {
    mkdirSync(join(folder, "source.html.gz"));
    expect(read()).toBeUndefined();
    expect(told).toEqual([expect.stringContaining("isn't the page beside it")]);
  });

  test("what can't be read isn't taken, and the operator is told why", () => {
    symlinkSync("source.html.gz", join(folder, "source.html.gz"));
    expect(read()).toBeUndefined();
    const path = join(folder, "source.html.gz");
    expect(told).toEqual([`The server can't read ${path} (ELOOP), and compresses the page itself.`]);
  });
});

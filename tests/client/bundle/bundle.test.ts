import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BundleError } from "../../../client/bundle/errors.ts";
import { encodeList, inListOrder, parseBundleList } from "../../../client/bundle/list.ts";
import { readBundle } from "../../../client/bundle/read-bundle.ts";
import { collect, concat, utf8 } from "../../../crypto/bytes.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { joinSlots, MOST_SLOTS, SLOT_LENGTH } from "../../../protocol/letters.ts";
import { bundleOf, type SpooledEnvelope, spooled } from "../../support/bundles.ts";
import { inPieces } from "../../support/chunks.ts";
import { gnuTarList } from "../../support/gnu-tar.ts";
import { keyOf, newSeed, testInstance } from "../../support/instance.ts";
import { fakeSlots } from "../../support/mailbags.ts";
import { sodium } from "../../support/primitives.ts";
import { rawEntry, TAR_END } from "../cli/support/tar-bytes.ts";

const instance = testInstance();
const seed = newSeed();

/** What a reader makes of a bundle: each envelope's id, or what was wrong. */
async function readAll(bytes: Uint8Array, cut = 100_000): Promise<string[]> {
  const outcomes: string[] = [];
  try {
    const bundle = await readBundle(inPieces(bytes, cut), sodium);
    for await (const envelope of bundle.envelopes) {
      if (envelope.kind === "broken") outcomes.push(`${envelope.name} ${envelope.error.code}`);
      else outcomes.push(await outcomeOf(envelope));
    }
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    outcomes.push(error.code);
  }
  return outcomes;
}

async function outcomeOf(envelope: {
  listed: { id: string; size: number };
  content: AsyncIterable<Uint8Array>;
}) {
  try {
    const { length } = await collect(envelope.content);
    return length === envelope.listed.size ? envelope.listed.id : "length";
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return `${envelope.listed.id} ${error.code}`;
  }
}

const some = (count: number, size = 700) =>
  Array.from({ length: count }, (_, i) =>
    spooled(randomBytes(size + i * 311), `2026-11-${10 + (i % 3)}`),
  ).sort(inListOrder);

const CODES = ["manifest-refused", "list-refused", "documents-refused"];

/** The entries of a bundle's tar as raw bytes, to be put together in another way. */
function entriesOf(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; bytes[at] !== 0; ) {
    const size = Number.parseInt(Buffer.from(bytes.subarray(at + 124, at + 135)).toString("latin1"), 8);
    const length = 512 + Math.ceil(size / 512) * 512;
    entries.push(bytes.subarray(at, at + length));
    at += length;
  }
  return entries;
}

const joined = (entries: readonly Uint8Array[]) => concat(...entries, TAR_END);
const nameOf = ({ id }: SpooledEnvelope) => `envelopes/${id}.age`;

test("what is written is read again, in any pieces", async () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(lengths, fc.integer({ min: 50, max: 5000 }), async (sizes, cut) => {
      const envelopes = sizes
        .map((size, i) => spooled(randomBytes(size), `2026-1${i % 3}-01`))
        .sort(inListOrder);
      const left = [{ day: envelopes[0]?.day ?? spooled(utf8("x")).day, count: 3, bytes: 999 }];
      const bytes = await bundleOf(instance, envelopes, seed, { left });
      const bundle = await readBundle(inPieces(bytes, cut), sodium);
      expect(bundle.courier).toEqual(keyOf(seed));
      expect(bundle.manifest).toMatchObject({ made: "2026-11-21", count: sizes.length });
      expect(bundle.list.left).toEqual(left);
      expect(bundle.documents.anchor).toEqual(instance.anchor);
      const found: [string, string][] = [];
      for await (const envelope of bundle.envelopes) {
        if (envelope.kind === "broken") throw envelope.error;
        found.push([envelope.listed.id, encodeHex(await collect(envelope.content))]);
      }
      expect(found).toEqual(envelopes.map(({ id, bytes: content }) => [id, encodeHex(content)]));
    }),
    { numRuns: 40 },
  );
});

const poolOf = (count: number) => joinSlots(fakeSlots(count));

describe("the letters of the day", () => {
  test("are brought along, none to all of them, and read again; a bundle without them is as before", async () => {
    const envelopes = some(1);
    for (const count of [0, 1, 8, MOST_SLOTS]) {
      const pool = poolOf(count);
      const { pool: read, envelopes: behind } = await readBundle(
        inPieces(await bundleOf(instance, envelopes, seed, { pool }), 5000),
        sodium,
      );
      expect(joinSlots(read ?? [])).toEqual(pool);
      expect(read?.length).toBe(count);
      expect((await behind.next()).value).toMatchObject({
        kind: "envelope",
        listed: { id: envelopes[0]?.id },
      });
    }
    const without = await bundleOf(instance, envelopes, seed);
    expect((await readBundle([without], sodium)).pool).toBeUndefined();
    expect(Buffer.from(without).includes("letters")).toBe(false);
  });

  test("are refused with the bundle if they aren't the signed ones, or in no form of letters", async () => {
    const [m, l, p, letters, e] = entriesOf(
      await bundleOf(instance, some(1), seed, { pool: poolOf(8) }),
    ) as Uint8Array[];
    const other = rawEntry({ name: "letters.slots", content: poolOf(8) });
    for (const entries of [
      [m, l, p, other, e],
      [m, l, p, e],
      [m, l, letters, p, e],
    ] as Uint8Array[][]) {
      expect(await readAll(joined(entries))).toEqual(["documents-refused"]);
    }
    const two = poolOf(2);
    const descending = concat(two.subarray(SLOT_LENGTH), two.subarray(0, SLOT_LENGTH));
    const malformed = [two.subarray(1), descending, poolOf(MOST_SLOTS + 1)];
    for (const pool of malformed)
      expect(await readAll(await bundleOf(instance, some(1), seed, { pool }))).toEqual(["documents-refused"]);
  });

  test("a bundle may hold nothing else", async () => {
    const { list, pool } = await readBundle(
      [await bundleOf(instance, [], seed, { pool: poolOf(8) })],
      sodium,
    );
    expect([list.envelopes.length, pool?.length]).toEqual([0, 8]);
  });
});

test("GNU tar reads it", async () => {
  const envelopes = some(2);
  expect(gnuTarList(await bundleOf(instance, envelopes, seed))).toEqual([
    "manifest.json",
    "envelopes.json",
    "documents.json",
    ...envelopes.map(nameOf),
  ]);
});

test("an envelope can be left unread, and the next is whole", async () => {
  const envelopes = some(3, 200_000);
  const bundle = await readBundle(inPieces(await bundleOf(instance, envelopes, seed), 1000), sodium);
  const last = [];
  for await (const envelope of bundle.envelopes) {
    if (envelope.kind === "envelope" && envelope.listed.id === envelopes[2]?.id)
      last.push(await outcomeOf(envelope));
    else if (envelope.kind === "envelope") await envelope.content.next();
  }
  expect(last).toEqual([envelopes[2]?.id]);
});

describe("a changed bundle", () => {
  test("any bit of the manifest, the list or the documents: refused, and nothing is given out", async () => {
    const bytes = await bundleOf(instance, some(2), seed);
    const beginning = entriesOf(bytes).slice(0, 3);
    const ranges = beginning.map((entry, i) => {
      const start = beginning.slice(0, i).reduce((sum, { length }) => sum + length, 0);
      const size = Number.parseInt(Buffer.from(entry.subarray(124, 135)).toString("latin1"), 8);
      return { start: start + 512, size, code: CODES[i] };
    });
    const bitOf = fc.tuple(fc.constantFrom(...ranges), fc.nat(), fc.nat(7));
    await fc.assert(
      fc.asyncProperty(bitOf, async ([{ start, size, code }, at, bit]) => {
        const changed = bytes.slice();
        const place = start + (at % size);
        changed[place] = (changed[place] ?? 0) ^ (1 << bit);
        expect(await readAll(changed)).toEqual([code]);
      }),
      { numRuns: 300 },
    );
  });

  test("any bit of a tar header but its checksum's own field: refused or the envelope named", async () => {
    const envelopes = some(2);
    const bytes = await bundleOf(instance, envelopes, seed);
    const whole = envelopes.map(({ id }) => id);
    const headers = [0];
    for (const entry of entriesOf(bytes)) headers.push((headers.at(-1) ?? 0) + entry.length);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...headers.slice(0, -1)),
        fc.nat(344).filter((at) => at < 148 || at > 155),
        fc.nat(7),
        async (start, at, bit) => {
          const changed = bytes.slice();
          changed[start + at] = (changed[start + at] ?? 0) ^ (1 << bit);
          expect(await readAll(changed)).not.toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("any bit of an envelope: that one is named, the others are whole", async () => {
    const envelopes = some(3);
    const bytes = await bundleOf(instance, envelopes, seed);
    const second = envelopes[1] as SpooledEnvelope;
    const start = Buffer.from(bytes).indexOf(second.bytes);
    await fc.assert(
      fc.asyncProperty(fc.nat(second.size - 1), fc.nat(7), async (at, bit) => {
        const changed = bytes.slice();
        changed[start + at] = (changed[start + at] ?? 0) ^ (1 << bit);
        expect(await readAll(changed)).toEqual([
          envelopes[0]?.id,
          `${second.id} envelope-changed`,
          envelopes[2]?.id,
        ]);
      }),
      { numRuns: 100 },
    );
  });

  test("cut short anywhere: never taken for whole, and what came before the cut is there", async () => {
    const envelopes = some(3);
    const bytes = await bundleOf(instance, envelopes, seed);
    const ends = envelopes.map((envelope) => Buffer.from(bytes).indexOf(envelope.bytes) + envelope.size);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1025), async (length) => {
        const outcomes = await readAll(bytes.subarray(0, length));
        expect(outcomes.at(-1)).toMatch(/^(not-a-bundle|bundle-damaged|envelopes\/\S+ envelope-missing)$/);
        const whole = outcomes.filter((outcome) => envelopes.some(({ id }) => outcome === id));
        expect(whole.length).toBe(ends.filter((end) => end <= length).length);
      }),
      { numRuns: 200 },
    );
  });

  test("an envelope missing, extra, out of order, of another size: named, and the others are whole", async () => {
    const envelopes = some(4);
    const [a, b, c, d] = envelopes as [SpooledEnvelope, SpooledEnvelope, SpooledEnvelope, SpooledEnvelope];
    const [m, l, p, ea, eb, ec, ed] = entriesOf(await bundleOf(instance, envelopes, seed)) as Uint8Array[];
    const beginning = [m, l, p] as Uint8Array[];
    const made = (...entries: (Uint8Array | undefined)[]) =>
      readAll(joined([...beginning, ...(entries as Uint8Array[])]));
    expect(await made(ea, eb, ec, ed)).toEqual([a.id, b.id, c.id, d.id]);
    expect(await made(ea, ec, ed)).toEqual([a.id, `${nameOf(b)} envelope-missing`, c.id, d.id]);
    expect(await made(ea, eb)).toEqual([
      a.id,
      b.id,
      `${nameOf(c)} envelope-missing`,
      `${nameOf(d)} envelope-missing`,
    ]);
    const extra = spooled(randomBytes(10));
    const stranger = rawEntry({ name: nameOf(extra), content: extra.bytes });
    expect(await made(ea, stranger, eb, ec, ed)).toEqual([
      a.id,
      `${nameOf(extra)} envelope-extra`,
      b.id,
      c.id,
      d.id,
    ]);
    expect(await made(ea, ec, eb, ed)).toEqual([
      a.id,
      `${nameOf(b)} envelope-missing`,
      c.id,
      `${nameOf(b)} envelope-extra`,
      d.id,
    ]);
    const longer = rawEntry({ name: nameOf(b), content: concat(b.bytes, utf8("x")) });
    expect(await made(ea, longer, ec, ed)).toEqual([a.id, `${nameOf(b)} envelope-changed`, c.id, d.id]);
    expect(await made(ea, eb, eb, ec, ed)).toEqual([a.id, b.id, "bundle-damaged"]);
    const swapped = rawEntry({ name: nameOf(b), content: randomBytes(b.size) });
    expect(await made(ea, swapped, ec, ed)).toEqual([a.id, `${b.id} envelope-changed`, c.id, d.id]);
    expect(await readAll(joined([l, m, p] as Uint8Array[]))).toEqual(["not-a-bundle"]);
    expect(await readAll(joined([m, p, l] as Uint8Array[]))).toEqual(["list-refused"]);
  });

  test("another courier's list or documents under a manifest: refused", async () => {
    const one = entriesOf(await bundleOf(instance, some(1), seed)) as Uint8Array[];
    const other = entriesOf(await bundleOf(testInstance(), some(1), newSeed())) as Uint8Array[];
    const [m, l, p, e] = one as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    expect(await readAll(joined([m, other[1] ?? l, p, e]))).toEqual(["list-refused"]);
    expect(await readAll(joined([m, l, other[2] ?? p, e]))).toEqual(["documents-refused"]);
    expect(await readAll(joined([other[0] ?? m, l, p, e]))).toEqual(["list-refused"]);
  });
});

test("no bytes whatever make a bundle, and none make it throw anything else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
      expect(await readAll(bytes)).toEqual(["not-a-bundle"]);
    }),
    { numRuns: 200 },
  );
});

test("a list has one form", () => {
  const list = { envelopes: some(3), left: [] };
  const text = new TextDecoder().decode(encodeList(list));
  const parsed = parseBundleList(utf8(text));
  expect(encodeList(parsed)).toEqual(encodeList(list));
  const [first = "", second = ""] = list.envelopes.map(({ id }) => id);
  const wrong = [
    text.replace('"left":[]', '"left":[],"more":1'),
    text.replace(first, first.toUpperCase().replace(/\d/, "A")),
    text.replace(second, first),
    text.replace('"size":', '"size":0'),
    text.replace('"size":', '"size":-'),
    text.replace('"day":"2026-11-10"', '"day":"2026-11-31"'),
    text.replace('"day":"2026-11-10"', '"day":"2026-12-10"'),
    text.replace('"left":[]', '"left":[{"day":"2026-11-10","count":0,"bytes":1}]'),
    text.replace("list/v1", "list/v2"),
    `${text} `,
    text.slice(1),
    "[]",
  ];
  for (const bad of wrong) {
    expect(() => parseBundleList(utf8(bad)), bad.slice(0, 80)).toThrow(BundleError);
  }
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { readBlob } from "../../../client/browser/read-blob.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import {
  PARTS_IN_FLIGHT,
  type SealingDraft,
  type SealingTold,
} from "../../../client/source/worker/messages.ts";
import { PartBuffers } from "../../../client/source/worker/part-buffers.ts";
import { cutIntoParts, sealDraft } from "../../../client/source/worker/sealing.ts";
import { EnvelopeInspector } from "../../../crypto/age/intake.ts";
import { collect, concat, equalBytes } from "../../../crypto/bytes.ts";
import { LEAF_LENGTH } from "../../../crypto/digest.ts";
import { inPieces } from "../../support/chunks.ts";
import { digestOf } from "../../support/envelopes.ts";
import { testInstance } from "../../support/instance.ts";
import { providers } from "../../support/primitives.ts";
import { openTip } from "../../support/received.ts";

const instance = testInstance();
const [identityFile = ""] = instance.identityFiles;

class BrokenFile extends Blob {
  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({ pull: (controller) => controller.error(new Error("pulled out")) });
  }
}

/** Has less in it than it said when it was chosen. */
class ShrunkFile extends Blob {
  override get size(): number {
    return super.size + 1;
  }
}

function draftOf(...contents: Blob[]): SealingDraft {
  const files = contents.map((content, i) => ({
    name: `attachments/0${i + 1}-file.bin`,
    type: "text/plain",
    size: content.size,
    cleaned: null,
    original: null,
    content,
  }));
  return { language: "en", report: { ...EMPTY_REPORT, narrative: "西藏" }, files, codename: null };
}

/** What a page does: keeps a copy of each part, and after a while returns its buffer with other bytes in it. */
function page(buffers: PartBuffers) {
  const parts: Uint8Array[] = [];
  let out = 0;
  const heard = { begun: {}, parts, most: 0 };
  const tell = (told: SealingTold) => {
    if (!(told instanceof Uint8Array)) {
      heard.begun = told;
      return;
    }
    parts.push(told.slice());
    heard.most = Math.max(heard.most, ++out);
    setTimeout(() => {
      out--;
      told.fill(255);
      buffers.giveBack(told);
    }, 3);
  };
  return { heard, tell };
}

for (const primitives of providers) {
  test(`a draft is sealed into parts that are one envelope, a few at a time (${primitives.name})`, async () => {
    const photo = new Uint8Array(9 * LEAF_LENGTH + 5).fill(7);
    const buffers = new PartBuffers(PARTS_IN_FLIGHT);
    const { heard, tell } = page(buffers);
    const draft = draftOf(new Blob([photo]), new Blob([]));
    const digest = await sealDraft(draft, instance.roster, primitives, buffers, tell);

    const envelope = concat(...heard.parts);
    expect(heard.begun).toEqual({ length: envelope.length, parts: heard.parts.length });
    expect(digest).toEqual(digestOf(envelope));
    expect(heard.parts.slice(0, -1).every((part) => part.length === LEAF_LENGTH)).toBe(true);
    expect(heard.most).toBeLessThanOrEqual(PARTS_IN_FLIGHT);

    const { tip, files } = await openTip(envelope, identityFile);
    expect(tip.report.narrative).toBe("西藏");
    expect([...files].map(([name, bytes]) => [name, bytes.length])).toEqual([
      ["attachments/01-file.bin", photo.length],
      ["attachments/02-file.bin", 0],
    ]);
    const inspector = new EnvelopeInspector();
    inspector.push(envelope);
    expect(inspector.finish()).toMatchObject({ recipients: 2 });
  });
}

test.each([new BrokenFile(["abc"]), new ShrunkFile(["abc"])])(
  "a file that can't be read to its end is not sealed half",
  async (file) => {
    const buffers = new PartBuffers(PARTS_IN_FLIGHT);
    const { tell } = page(buffers);
    const [primitives] = providers;
    if (!primitives) throw new Error("no provider");
    const sealing = sealDraft(draftOf(file), instance.roster, primitives, buffers, tell);
    await expect(sealing).rejects.toMatchObject({ name: "UnreadableFile" });
  },
);

/** Can be read once and no further: then the stick is pulled out. */
class HalfFile extends Blob {
  reads = 0;

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream(
      {
        pull: (controller) => {
          if (++this.reads > 1) throw new Error("pulled out");
          controller.enqueue(new Uint8Array(1));
        },
      },
      { highWaterMark: 0 },
    );
  }
}

test("one chunk is read ahead; whoever stops before it hears nothing of what became of it", async () => {
  const file = new HalfFile(["abc"]);
  const asked = readBlob(file);
  expect(await asked.next()).toMatchObject({ done: false });
  expect(file.reads).toBe(2);
  expect(await asked.return(undefined)).toMatchObject({ done: true });
  await expect(collect(readBlob(new HalfFile(["abc"])))).rejects.toMatchObject({ name: "UnreadableFile" });
});

test("a file is given up when nobody reads on, and when it has more in it than it said", async () => {
  let givenUp = 0;
  /** Without an end. */
  const stream = () =>
    new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => void givenUp++,
    });
  const endless = (said: string) => Object.assign(new Blob([said]), { stream });
  const asked = readBlob(endless("abc"));
  await asked.next();
  await asked.return(undefined);
  expect(givenUp).toBe(1);
  await expect(collect(readBlob(endless("a")))).rejects.toMatchObject({ name: "UnreadableFile" });
  expect(givenUp).toBe(2);
});

test("bytes cut in any way are the same parts", async () => {
  const bytes = new Uint8Array(2 * LEAF_LENGTH + 1).map((_, i) => i % 251);
  const lengths = fc.constantFrom(
    0,
    1,
    LEAF_LENGTH - 1,
    LEAF_LENGTH,
    LEAF_LENGTH + 1,
    2 * LEAF_LENGTH,
    bytes.length,
  );
  await fc.assert(
    fc.asyncProperty(lengths, fc.integer({ min: 10_000, max: 2_000_000 }), async (length, size) => {
      async function* chunks() {
        yield* inPieces(bytes.slice(0, length), size);
      }
      const parts: number[] = [];
      for await (const part of cutIntoParts(chunks(), new PartBuffers(9))) parts.push(part.length);
      const whole = Array<number>(Math.floor(length / LEAF_LENGTH)).fill(LEAF_LENGTH);
      expect(parts).toEqual(length % LEAF_LENGTH === 0 ? whole : [...whole, length % LEAF_LENGTH]);
    }),
    { numRuns: 30 },
  );
});

test("what was read and what was sealed of it is freed at once; a chunk of a larger buffer is left alone", async () => {
  const [primitives] = providers;
  if (!primitives) throw new Error("no provider");
  const chunks = Array.from({ length: 4 }, () => new Uint8Array(LEAF_LENGTH / 4).fill(7));
  const larger = new Uint8Array(LEAF_LENGTH).fill(8);
  const left = [...chunks, larger.subarray(10, 20)];
  class WatchedFile extends Blob {
    override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
      return new ReadableStream({
        pull(controller) {
          const chunk = left.shift();
          if (chunk) controller.enqueue(chunk);
          else controller.close();
        },
      });
    }
    override get size(): number {
      return LEAF_LENGTH + 10;
    }
  }
  const buffers = new PartBuffers(PARTS_IN_FLIGHT);
  const { heard, tell } = page(buffers);
  await sealDraft(draftOf(new WatchedFile()), instance.roster, primitives, buffers, tell);
  expect(chunks.every((chunk) => chunk.length === 0)).toBe(true);
  expect(larger.every((byte) => byte === 8)).toBe(true);
  const { files } = await openTip(concat(...heard.parts), identityFile);
  const content = files.get("attachments/01-file.bin");
  const whole = concat(new Uint8Array(LEAF_LENGTH).fill(7), new Uint8Array(10).fill(8));
  expect(content && equalBytes(content, whole)).toBe(true);

  const sealed = [new Uint8Array(LEAF_LENGTH), larger.subarray(0, 5)];
  async function* toCut() {
    yield* sealed;
  }
  for await (const _ of cutIntoParts(toCut(), new PartBuffers(2)));
  expect(sealed.map(({ length }) => length)).toEqual([0, 5]);
});

test("a worker that seals again and again loses no buffer, whether it comes to the end or not", async () => {
  const buffers = new PartBuffers(2);
  async function* chunks(fails: boolean) {
    yield new Uint8Array(LEAF_LENGTH + 5);
    if (fails) throw new Error("the file is gone");
  }
  async function seal(fails: boolean): Promise<number> {
    let parts = 0;
    for await (const part of cutIntoParts(chunks(fails), buffers)) {
      parts++;
      buffers.giveBack(structuredClone(part, { transfer: [part.buffer] }));
    }
    return parts;
  }
  for (let turn = 0; turn < 5; turn++) {
    expect(await seal(false)).toBe(2);
    await expect(seal(true)).rejects.toThrow("the file is gone");
  }
}, 10_000);

import type { IncomingMessage, ServerResponse } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { dearmor } from "../../../crypto/age/armor.ts";
import { HeaderReader } from "../../../crypto/age/header.ts";
import { EnvelopeInspector } from "../../../crypto/age/intake.ts";
import { SEALED_CHUNK_LENGTH, TAG_LENGTH } from "../../../crypto/age/payload-length.ts";
import { StreamOpener } from "../../../crypto/age/stream-open.ts";
import { collect, concat } from "../../../crypto/bytes.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { packPaddedTar } from "../../../crypto/tar.ts";
import { unpackTar } from "../../../crypto/unpack-tar.ts";
import { BodyReader } from "../../../server/http/body.ts";
import { contentOfPart } from "../../../server/no-script/form-part.ts";
import { dearmorByHand } from "../../../server/no-script/hand-armor.ts";
import { sealedBytes } from "../../../server/no-script/sealed-bytes.ts";
import { armor } from "../../support/age-text.ts";
import { inPieces } from "../../support/chunks.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { BOUNDARY, formOf } from "../../support/forms.ts";
import { longHeader } from "../../support/long-headers.ts";
import { type Work, workOf } from "./work.ts";

/** What may be done for one byte, and for a body however short: in calls, and in bytes and places moved. */
const MOST = { calls: 16, moved: 128 };
const BESIDE = { calls: 10_000, moved: 1_000_000 };

type Pieces = Iterable<Uint8Array>;

async function drain(chunks: AsyncIterable<unknown> | Iterable<unknown>): Promise<void> {
  for await (const _chunk of chunks);
}

async function* later(pieces: Pieces): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** A request whose body comes in these pieces. */
const requestOf = (pieces: Pieces) =>
  ({ headers: {}, socket: {}, iterator: () => later(pieces) }) as unknown as IncomingMessage;

/** Opens what isn't sealed. */
const unsealed = { aeadOpen: (_key, _nonce, sealed) => sealed.subarray(TAG_LENGTH) } as Primitives;

const tar = await collect(packPaddedTar([{ name: "a", size: 100_000, content: [new Uint8Array(100_000)] }]));
const armored = await collect(armor([fakeEnvelope(20_000)]));

/** Whatever is read in pieces: its bytes, and how. */
const READERS: Record<string, [Uint8Array, (pieces: Pieces) => unknown]> = {
  "a body": [
    fakeEnvelope(100_000),
    (pieces) => drain(new BodyReader().leaves(requestOf(pieces), {} as ServerResponse, 2 ** 24, () => {})),
  ],
  "a whole small body": [
    fakeEnvelope(),
    (pieces) => new BodyReader().whole(requestOf(pieces), {} as ServerResponse, 2 ** 20),
  ],
  "a header of stanzas": [
    fakeEnvelope(0, 64).subarray(0, 90_000),
    (pieces) => {
      const inspector = new EnvelopeInspector();
      for (const piece of pieces) inspector.push(piece);
    },
  ],
  "a header of many lines": [
    longHeader(64),
    (pieces) => {
      const reader = new HeaderReader();
      for (const piece of pieces) if (reader.push(piece)) return;
    },
  ],
  armor: [armored, (pieces) => drain(dearmor(pieces))],
  "armor that is being made": [fakeEnvelope(20_000), (pieces) => drain(armor(pieces))],
  "armor by hand": [armored, (pieces) => drain(dearmorByHand(later(pieces)))],
  "a form": [
    formOf(armored, { fileName: "a".repeat(3_900) }),
    (pieces) => drain(sealedBytes(contentOfPart(later(pieces), BOUNDARY))),
  ],
  "a STREAM payload": [
    new Uint8Array(3 * SEALED_CHUNK_LENGTH + 1_000),
    (pieces) => {
      const opener = new StreamOpener(new Uint8Array(32), unsealed);
      for (const piece of pieces) for (const _plain of opener.push(piece));
      opener.finish();
    },
  ],
  "a tar": [
    tar,
    async (pieces) => {
      for await (const { content } of unpackTar(pieces)) await drain(content);
    },
  ],
};

function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

function expectLinear({ calls, moved }: Work, bytes: number): void {
  expect(calls).toBeLessThan(MOST.calls * bytes + BESIDE.calls);
  expect(moved).toBeLessThan(MOST.moved * bytes + BESIDE.moved);
}

test.each(Object.entries(READERS))(
  "%s costs what its bytes cost, however it is cut",
  async (_name, [bytes, read]) => {
    expectLinear(await workOf(() => read(inPieces(bytes, 1))), bytes.length);
    const sizes = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 70_000 })), {
      minLength: 1,
      maxLength: 20,
    });
    const property = fc.asyncProperty(sizes, async (some) => {
      expectLinear(await workOf(() => read(cut(bytes, some))), bytes.length);
    });
    await fc.assert(property, { numRuns: 5 });
  },
);

test("what counts the work finds a list that is moved for each piece", async () => {
  const bytes = new Uint8Array(20_000);
  const shifting = () => {
    const pieces = [...inPieces(bytes, 1)];
    while (pieces.length > 0) pieces.shift();
  };
  const growing = () => {
    let held: Uint8Array = new Uint8Array(0);
    for (const piece of inPieces(bytes.subarray(0, 5_000), 1)) held = concat(held, piece);
  };
  for (const work of [await workOf(shifting), await workOf(growing)])
    expect(() => expectLinear(work, bytes.length)).toThrow();
});

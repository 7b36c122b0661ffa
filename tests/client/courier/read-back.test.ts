import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { free } from "../../../client/browser/free.ts";
import { inListOrder } from "../../../client/bundle/list.ts";
import { idsInBundle } from "../../../client/courier/read-back.ts";
import { bundleOf, spooled } from "../../support/bundles.ts";
import { inPieces } from "../../support/chunks.ts";
import { keyOf, newSeed, testInstance } from "../../support/instance.ts";
import { sodium } from "../../support/primitives.ts";

const instance = testInstance();
const seed = newSeed();

/** Each piece's memory is gone when the next is asked for, as on courier.html. */
async function* freed(bytes: Uint8Array, cut: number): AsyncGenerator<Uint8Array> {
  for (const piece of inPieces(bytes, cut)) {
    const own = piece.slice();
    yield own;
    free(own);
  }
}

test.each([100, 700, 65_536])(
  "a bundle is read back from pieces of %i bytes of which none is kept",
  async (cut) => {
    const envelopes = [1, 600, 70_000]
      .map((size) => spooled(randomBytes(size), "2026-11-10"))
      .sort(inListOrder);
    const bytes = await bundleOf(instance, envelopes, seed);
    const owner = { instance: instance.anchor.instance, courier: keyOf(seed) };
    expect(await idsInBundle(freed(bytes, cut), owner, sodium)).toEqual(envelopes.map(({ id }) => id));
  },
);

import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type HybridSeed, hybridPublicKey } from "../../crypto/age/identities.ts";
import { hybridRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect, concat, equalBytes } from "../../crypto/bytes.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import {
  DAYS_OF_A_BAG,
  joinSlots,
  LETTER_LENGTH,
  MAILBAG_LENGTH,
  MOST_POOL_LENGTH,
  MOST_SLOTS,
  parseMailbag,
  parsePool,
  parseSlot,
  SLOT_LENGTH,
  type Slot,
} from "../../protocol/letters.ts";
import { codeOf } from "../support/code-of.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { fakeMailbag, fakeSlot, fakeSlots } from "../support/mailbags.ts";

const joined = (slots: readonly Slot[]) => concat(...slots.map(({ bytes }) => bytes));
const codeOfBag = (bytes: Uint8Array) => codeOf(() => parseMailbag(bytes));
const codeOfPool = (bytes: Uint8Array) => codeOf(() => parsePool(bytes));

test("lengths are as they are written down", () => {
  expect([SLOT_LENGTH, MAILBAG_LENGTH, MOST_SLOTS, MOST_POOL_LENGTH]).toEqual([5803, 46_424, 288, 1_671_264]);
  expect(DAYS_OF_A_BAG).toBe(42);
});

test("what age makes of a letter for one hybrid recipient is a slot's file, to the byte", async () => {
  const recipient = hybridRecipient(hybridPublicKey(randomBytes(32) as Uint8Array as HybridSeed, noble));
  const file = await collect(seal([new Uint8Array(LETTER_LENGTH)], [recipient], noble));
  const slot = parseSlot(concat(randomBytes(48), file));
  expect(parseMailbag(fakeMailbag([slot, ...fakeSlots(7)])).some((one) => equalBytes(one.file, file))).toBe(
    true,
  );
});

test("the parts of a slot are its bytes, in their order", () => {
  const bytes = fakeSlot().bytes;
  const { ephemeral, tag, file } = parseSlot(bytes);
  expect([ephemeral.length, tag.length, file.length]).toEqual([32, 16, 5755]);
  expect(equalBytes(concat(ephemeral, tag, file), bytes)).toBe(true);
  for (const length of [0, SLOT_LENGTH - 1, SLOT_LENGTH + 1])
    expect(codeOf(() => parseSlot(new Uint8Array(length)))).toBe("letters-malformed");
});

test("a mailbag is eight slots, strictly ascending by E, and nothing beside", () => {
  const bag = fakeMailbag();
  const slots = parseMailbag(bag);
  expect(equalBytes(joined(slots), bag)).toBe(true);
  const [first, second, ...others] = slots as readonly Slot[] as [Slot, Slot, ...Slot[]];
  expect(codeOfBag(joined([second, first, ...others]))).toBe("letters-malformed");
  expect(codeOfBag(joined([first, first, ...others]))).toBe("letters-malformed");
  for (const cut of [bag.subarray(1), bag.subarray(0, -1), concat(bag, new Uint8Array(1)), new Uint8Array(0)])
    expect(codeOfBag(cut)).toBe("letters-malformed");
  for (const count of [1, 7, 9, 16]) expect(codeOfBag(joinSlots(fakeSlots(count)))).toBe("letters-malformed");
});

test("a mailbag holds files that are sealed to one hybrid recipient, and no other bytes", () => {
  const withFile = (file: Uint8Array) =>
    joinSlots([parseSlot(concat(randomBytes(48), file)), ...fakeSlots(7)]);
  expect(codeOfBag(withFile(fakeEnvelope(LETTER_LENGTH, 1)))).toBe("accepted");
  const padded = fakeEnvelope(LETTER_LENGTH - 1557, 2);
  expect(padded.length).toBe(5755);
  const damaged = fakeEnvelope(LETTER_LENGTH, 1);
  damaged.set([0x20], 1600);
  for (const file of [randomBytes(5755), padded, damaged])
    expect(codeOfBag(withFile(file))).toBe("letters-malformed");
});

test("a pool is any number of slots up to the most, in the same order", () => {
  for (const count of [0, 1, 9, MOST_SLOTS]) {
    const pool = joinSlots(fakeSlots(count));
    expect(equalBytes(joined(parsePool(pool)), pool)).toBe(true);
  }
  expect(codeOfPool(joinSlots(fakeSlots(MOST_SLOTS + 1)))).toBe("letters-malformed");
  const [one, other] = parsePool(joinSlots(fakeSlots(2))) as [Slot, Slot];
  expect(codeOfPool(joined([other, one]))).toBe("letters-malformed");
  expect(codeOfPool(joined([one, one]))).toBe("letters-malformed");
  expect(codeOfPool(one.bytes.subarray(1))).toBe("letters-malformed");
});

test("one file that is none takes no other letter of a pool with it", () => {
  const junk = parseSlot(randomBytes(SLOT_LENGTH));
  expect(parsePool(joinSlots([junk, ...fakeSlots(3)]))).toHaveLength(4);
});

test("slots are joined in one order, whatever theirs was; the same one twice is one", () => {
  const slots = fakeSlots(6);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(slots, { minLength: 6 }),
      fc.constantFrom(...slots),
      (shuffled, again) => {
        expect(equalBytes(joinSlots([...shuffled, again]), joinSlots(slots))).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});

test("E is compared byte by byte from the first, each as a number", () => {
  const withE = (...bytes: number[]) => fakeSlot(Uint8Array.from({ length: 32 }, (_, i) => bytes[i] ?? 0));
  const ascending = [withE(0), withE(0, 1), withE(1), withE(1, 0xff), withE(0x7f), withE(0x80), withE(0xff)];
  expect(parsePool(joinSlots(ascending.toReversed())).map(({ bytes }) => bytes)).toEqual(
    ascending.map(({ bytes }) => bytes),
  );
});

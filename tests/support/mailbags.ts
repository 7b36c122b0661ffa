import { randomBytes } from "node:crypto";
import { concat } from "../../crypto/bytes.ts";
import {
  joinSlots,
  LETTER_LENGTH,
  parseMailbag,
  parseSlot,
  SLOTS_OF_A_BAG,
  type Slot,
} from "../../protocol/letters.ts";
import { fakeEnvelope } from "./envelopes.ts";

/** What a server can't tell from a real slot; opens with nothing. @param ephemeral 32 bytes */
export function fakeSlot(ephemeral: Uint8Array = randomBytes(32)): Slot {
  return parseSlot(concat(ephemeral, randomBytes(16), fakeEnvelope(LETTER_LENGTH, 1)));
}

/** The bytes of a mailbag, likewise. */
export function fakeMailbag(slots: readonly Slot[] = fakeSlots(SLOTS_OF_A_BAG)): Uint8Array<ArrayBuffer> {
  const bytes = joinSlots(slots);
  parseMailbag(bytes);
  return bytes;
}

export function fakeSlots(count: number): Slot[] {
  return Array.from({ length: count }, () => fakeSlot());
}

import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { concat } from "../../crypto/bytes.ts";
import { dayOf } from "../../protocol/day.ts";
import {
  DAYS_BETWEEN_BAGS,
  joinSlots,
  LETTER_LENGTH,
  MOST_BAGS_OF_A_COURIER,
  MOST_DELIVERING_COURIERS,
  parseMailbag,
  parseSlot,
  SLOTS_OF_A_BAG,
  type Slot,
} from "../../protocol/letters.ts";
import { dayAfter } from "../../server/store/day.ts";
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

/** As many bags as there can be, as a server of before left them in its data folder: the fullest pool. */
export function fillPool(data: string): void {
  mkdirSync(join(data, "letters"));
  for (let courier = 1; courier <= MOST_DELIVERING_COURIERS; courier++)
    for (let week = 0; week < MOST_BAGS_OF_A_COURIER; week++) {
      const day = dayAfter(dayOf(Date.now()), -1 - DAYS_BETWEEN_BAGS * week);
      writeFileSync(join(data, "letters", `${day}-${courier}.slots`), fakeMailbag());
    }
}

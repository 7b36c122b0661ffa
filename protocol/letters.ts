import { EnvelopeInspector } from "../crypto/age/intake.ts";
import { payloadLength } from "../crypto/age/payload-length.ts";
import { type Branded, joined } from "../crypto/bytes.ts";
import { CryptoError } from "../crypto/errors.ts";

// Letters as they are handed round (SPEC.md, "Letters on the server"): in slots, eight of which make a mailbag. Nobody but who has the
// key can tell a letter from a filler.

/** Where everybody fetches the pool. */
export const LETTERS_PATH = "/v1/letters";
/** Where couriers deliver a mailbag, and fetch the pool themselves. */
export const COURIER_LETTERS_PATH = "/v1/courier/letters";

/** Bytes of a letter with its signatures, filled up with zeros. */
export const LETTER_LENGTH = 4096;

/** Bytes of an age file around them, for one hybrid recipient. */
export const SEALED_LETTER_LENGTH = 5755;

const EPHEMERAL_LENGTH = 32;
const TAG_LENGTH = 16;

/** Bytes. */
export const SLOT_LENGTH = EPHEMERAL_LENGTH + TAG_LENGTH + SEALED_LETTER_LENGTH;

export const SLOTS_OF_A_BAG = 8;

/** Bytes. */
export const MAILBAG_LENGTH = SLOTS_OF_A_BAG * SLOT_LENGTH;

/** Days on which a bag is in the pool. */
export const DAYS_OF_A_BAG = 42;

/** Days of a courier between two new bags: whoever walks weekly is never too early. */
export const DAYS_BETWEEN_BAGS = 7;

/** Of those that are kept. */
export const MOST_BAGS_OF_A_COURIER = DAYS_OF_A_BAG / DAYS_BETWEEN_BAGS;

export const MOST_DELIVERING_COURIERS = 6;

/** In a pool. */
export const MOST_SLOTS = MOST_DELIVERING_COURIERS * MOST_BAGS_OF_A_COURIER * SLOTS_OF_A_BAG;

/** Bytes. */
export const MOST_POOL_LENGTH = MOST_SLOTS * SLOT_LENGTH;

/** One place for a letter. */
export interface Slot {
  /** All of it: SLOT_LENGTH bytes, E ‖ tag ‖ age file. */
  readonly bytes: Uint8Array;
  /** E, an X25519 public key: 32 bytes of any value. */
  readonly ephemeral: Uint8Array;
  /** 16 bytes. */
  readonly tag: Uint8Array;
  /** SEALED_LETTER_LENGTH bytes that should be an age file. */
  readonly file: Uint8Array;
}

/** Eight slots, strictly ascending: MAILBAG_LENGTH bytes. */
export type Mailbag = Branded<readonly Slot[], "Mailbag">;

/** @param bytes exactly SLOT_LENGTH of them. @throws CryptoError letters-malformed */
export function parseSlot(bytes: Uint8Array): Slot {
  if (bytes.length !== SLOT_LENGTH) throw new CryptoError("letters-malformed", "not the length of a slot");
  const fileAt = EPHEMERAL_LENGTH + TAG_LENGTH;
  return {
    bytes,
    ephemeral: bytes.subarray(0, EPHEMERAL_LENGTH),
    tag: bytes.subarray(EPHEMERAL_LENGTH, fileAt),
    file: bytes.subarray(fileAt),
  };
}

/**
 * Exactly one mailbag, each of its files sealed to one hybrid recipient, as far as who can't open it sees.
 * @throws CryptoError letters-malformed
 */
export function parseMailbag(bytes: Uint8Array): Mailbag {
  const slots = parseSlots(bytes, SLOTS_OF_A_BAG);
  if (slots.length !== SLOTS_OF_A_BAG) throw new CryptoError("letters-malformed", "not eight slots");
  for (const { file } of slots) checkSealed(file);
  return slots as readonly Slot[] as Mailbag;
}

/**
 * All slots of a server: none to MOST_SLOTS, strictly ascending. What their files are isn't looked at: one that
 * opens for nobody takes no other with it. @throws CryptoError letters-malformed
 */
export function parsePool(bytes: Uint8Array): Slot[] {
  return parseSlots(bytes, MOST_SLOTS);
}

/** Slots as they are handed round: one behind the other, ascending; of two that are equal, one. */
export function joinSlots(slots: readonly Slot[]): Uint8Array<ArrayBuffer> {
  const sorted = slots.toSorted(inOrder);
  const isRepeated = (slot: Slot, i: number) => i > 0 && inOrder(sorted[i - 1] as Slot, slot) === 0;
  return joined(sorted.filter((slot, i) => !isRepeated(slot, i)).map(({ bytes }) => bytes));
}

/** By E, then by what is behind it, so that whoever copies an E spoils no pool: below 0 if `a` comes first. */
export function inOrder(a: Slot, b: Slot): number {
  for (let i = 0; i < SLOT_LENGTH; i++) {
    const difference = (a.bytes[i] ?? 0) - (b.bytes[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parseSlots(bytes: Uint8Array, most: number): Slot[] {
  const count = bytes.length / SLOT_LENGTH;
  if (!Number.isInteger(count) || count > most) {
    throw new CryptoError("letters-malformed", "not a whole number of slots, or too many");
  }
  const slots = Array.from({ length: count }, (_, i) =>
    parseSlot(bytes.subarray(i * SLOT_LENGTH, (i + 1) * SLOT_LENGTH)),
  );
  if (slots.every((slot, i) => i === 0 || inOrder(slots[i - 1] as Slot, slot) < 0)) return slots;
  throw new CryptoError("letters-malformed", "not ascending");
}

function checkSealed(file: Uint8Array): void {
  const inspector = new EnvelopeInspector();
  try {
    const { kind, recipients, headerLength } = inspector.push(file) ?? inspector.finish();
    const payload = SEALED_LETTER_LENGTH - headerLength;
    if (kind === "mlkem768x25519" && recipients === 1 && payload === payloadLength(LETTER_LENGTH)) return;
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
  }
  throw new CryptoError("letters-malformed", "a file isn't sealed to one hybrid recipient");
}

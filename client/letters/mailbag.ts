import { wipe } from "../../crypto/bytes.ts";
import type { InstanceId } from "../../crypto/documents/anchor.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../crypto/random.ts";
import {
  joinSlots,
  LETTER_LENGTH,
  type Mailbag,
  parseMailbag,
  SLOTS_OF_A_BAG,
  type Slot,
} from "../../protocol/letters.ts";
import { newCodename } from "./codename.ts";
import { type PaddedLetter, padLetter } from "./letter.ts";
import { deriveReplyKeys } from "./reply-keys.ts";
import { type Mailbox, sealSlot } from "./slot.ts";

/** A signed letter, and where it goes. */
export interface AddressedLetter {
  readonly document: SignedDocument;
  readonly to: Mailbox;
}

/**
 * One mailbag (SPEC.md, "Mailbag"): the letters, and letters to throwaway codenames in the places that are left, all by
 * one function. `sealed` hears how many of the eight are done, and which slot came of it: the letters first, in their order.
 * @throws CryptoError key-weak, size-invalid; RangeError for more than eight letters
 */
export async function makeMailbag(
  letters: readonly AddressedLetter[],
  primitives: Primitives,
  sealed: (slots: number, slot: Slot) => void = () => {},
): Promise<Mailbag> {
  if (letters.length > SLOTS_OF_A_BAG) throw new RangeError("a mailbag has eight slots");
  const contents = letters.map(({ document, to }) => ({ letter: padLetter(document), to }));
  while (contents.length < SLOTS_OF_A_BAG) contents.push(filler(primitives));
  const slots: Slot[] = [];
  for (const { letter, to } of contents) {
    const slot = await sealSlot(letter, to, primitives);
    slots.push(slot);
    sealed(slots.length, slot);
  }
  return parseMailbag(joinSlots(slots));
}

/** To nobody: its keys are forgotten at once, so that what is in it can't be read by anybody. */
function filler(primitives: Primitives): { readonly letter: PaddedLetter; readonly to: Mailbox } {
  const codename = newCodename();
  const keys = deriveReplyKeys(codename, randomBytes(32) as Uint8Array as InstanceId, primitives);
  keys.wipe();
  wipe(codename);
  return { letter: new Uint8Array(LETTER_LENGTH) as Uint8Array as PaddedLetter, to: keys.publics };
}

import type { SlotName, TipId } from "../../client/casebook/names.ts";
import { letterText, signedLetter as readLetter } from "../../client/casebook/signed-letter.ts";
import type { WhatOf } from "../../client/casebook/what.ts";
import { LETTER_PAYLOAD_TYPE, type Letter } from "../../client/letters/letter.ts";
import type { DocumentSignature } from "../../crypto/documents/dsse.ts";
import type { SigningSeed, VerifyingKey } from "../../crypto/ed25519.ts";
import { DAY, INSTANCE } from "./casebooks.ts";
import { signedLetter } from "./letters.ts";
import { sodium } from "./primitives.ts";

/** An address that is always the same for a number. */
export function addressNamed(number: number): VerifyingKey {
  return sodium.ed25519PublicKey(new Uint8Array(32).fill(number + 1)) as VerifyingKey;
}

/** A letter to the first address, as it is signed. */
export function letterOf(more: Partial<Letter> = {}): Letter {
  return {
    ...{ instance: INSTANCE, roster: 1, address: addressNamed(0), number: 1, on: DAY },
    ...{ language: "zh-Hans", code: "received", text: "" },
    ...more,
  };
}

/** A signed letter, canonical JSON, by whoever has these seeds. */
export function signedBy(letter: Letter, ...seeds: readonly SigningSeed[]): string {
  return letterText(signedLetter(letter, seeds));
}

export function documentOf(payload: Uint8Array, signatures: readonly DocumentSignature[]): string {
  return letterText({ payloadType: LETTER_PAYLOAD_TYPE, payload, signatures });
}

/** The act of a signed letter; in no mailbag, unless it says in which slot. */
export function replied(tip: TipId, document: string, slot: string | null = null): WhatOf<"replied"> {
  return {
    kind: "replied",
    tip,
    letter: readLetter(document).name,
    slot: slot as SlotName | null,
    document,
  };
}

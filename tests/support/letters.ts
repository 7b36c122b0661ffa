import { type Codename, newCodename } from "../../client/letters/codename.ts";
import { encodeLetter, LETTER_PAYLOAD_TYPE, type Letter } from "../../client/letters/letter.ts";
import { makeMailbag } from "../../client/letters/mailbag.ts";
import { deriveReplyKeys, type ReplyKeys } from "../../client/letters/reply-keys.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import type { Letters } from "../../crypto/documents/roster.ts";
import { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { dayOf } from "../../protocol/day.ts";
import type { Slot } from "../../protocol/letters.ts";
import type { TestInstance } from "./instance.ts";
import { sodium } from "./primitives.ts";
import { rosterFileAt, signedBy } from "./roster-files.ts";

/** The instance's roster, as its stewards sign it where letters are given. */
export function rosterWithLetters(instance: TestInstance, letters: Letters): VerifiedRoster {
  const file = rosterFileAt(instance, instance.now, instance.now, { letters });
  return VerifiedRoster.verify(instance.anchor, file, instance.now, sodium);
}

/** A source who keeps a codename. */
export function sourceOf({ anchor }: TestInstance, codename: Codename = newCodename()): ReplyKeys {
  return deriveReplyKeys(codename, anchor.instance, sodium);
}

/** A coded letter to a source, with something changed. */
export function letterTo(
  { anchor, now }: TestInstance,
  { publics }: ReplyKeys,
  change: Partial<Letter> = {},
): Letter {
  return {
    instance: anchor.instance,
    ...{ roster: 1, address: publics.address, number: 1, on: dayOf(now * 1000), language: "zh-Hans" },
    ...{ code: "received", text: "" },
    ...change,
  };
}

export function signedLetter(letter: Letter, signing: readonly SigningSeed[]): SignedDocument {
  return signedBy(LETTER_PAYLOAD_TYPE, encodeLetter(letter), signing);
}

/** The eight slots of a mailbag with these letters to one source. */
export async function bagWith(
  documents: readonly SignedDocument[],
  to: ReplyKeys,
  primitives: Primitives = sodium,
): Promise<Slot[]> {
  const letters = documents.map((document) => ({ document, to: to.publics }));
  return [...(await makeMailbag(letters, primitives))];
}

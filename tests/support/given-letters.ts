import type { Codename } from "../../client/letters/codename.ts";
import type { Letter } from "../../client/letters/letter.ts";
import { type AddressedLetter, makeMailbag } from "../../client/letters/mailbag.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { asDay, type Day } from "../../protocol/day.ts";
import { joinSlots, type Slot } from "../../protocol/letters.ts";
import type { TestInstance } from "./instance.ts";
import { letterTo as letterToSource, signedLetter, sourceOf } from "./letters.ts";
import { sodium } from "./primitives.ts";

export interface WrittenLetter extends Partial<Omit<Letter, "instance" | "address">> {
  /** The first reviewer alone, unless others are named. */
  readonly by?: readonly SigningSeed[];
}

/** A letter as the workbench writes one, to whoever has the codename. */
export function letterTo(
  codename: Codename,
  instance: TestInstance,
  {
    by = instance.secrets.reviewers.slice(0, 1).map(({ signing }) => signing),
    ...change
  }: WrittenLetter = {},
): AddressedLetter {
  const source = sourceOf(instance, codename);
  const usual = { roster: instance.roster.roster.sequence, on: dayNamed("2026-11-20"), language: "en" };
  const letter = letterToSource(instance, source, { ...usual, ...change });
  return { document: signedLetter(letter, by), to: source.publics };
}

/** What `/v1/letters` gives once these letters, in as many bags as they need, lie there; empty bags with them. */
export async function poolOf(
  letters: readonly AddressedLetter[],
  bags = 1,
): Promise<Uint8Array<ArrayBuffer>> {
  const slots: Slot[] = [];
  for (let bag = 0; bag < bags; bag++)
    slots.push(...(await makeMailbag(letters.slice(bag * 8, bag * 8 + 8), sodium)));
  return joinSlots(slots);
}

export function dayNamed(text: string): Day {
  const day = asDay(text);
  if (!day) throw new Error(`${text} is no day`);
  return day;
}

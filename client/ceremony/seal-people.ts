import { hybridRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect } from "../../crypto/bytes.ts";
import { encodePeople, type People } from "../../crypto/documents/people.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { seededRandom } from "../../crypto/seeded-random.ts";
import type { Cards } from "./cards.ts";

const LABEL = "nightjar annex sealing v1";

/** Names with the seed of their sealing (32 bytes). */
export type SeededPeople = People & { readonly seed: Uint8Array };

/**
 * An annex's names, sealed to the long-lived recipients of every reviewer of its roster and every steward, since it has
 * to open after the identities of its period have died. All that is random in it comes from the seed inside: who opens
 * it can seal again, and equal bytes show that nobody else can open it.
 */
export async function sealPeople(
  people: SeededPeople,
  { stewards }: Pick<Cards, "stewards">,
  primitives: Primitives,
): Promise<Uint8Array> {
  const readers = [
    ...people.reviewers.map(({ casebookRecipient }) => casebookRecipient),
    ...stewards.map(({ card }) => card.recipient),
  ].map(hybridRecipient);
  const random = seededRandom(people.seed, LABEL);
  return await collect(seal([encodePeople(people)], readers, primitives, undefined, random));
}

/** Those of earlier versions have none. */
export function hasSeed(people: People): people is SeededPeople {
  return people.seed !== undefined;
}

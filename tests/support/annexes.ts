import { signAnnex } from "../../client/cli/demo/found.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import { parseRoster } from "../../crypto/documents/roster.ts";
import type { VerifyingKey } from "../../crypto/ed25519.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import type { TestInstance } from "./instance.ts";

/** The annex of a roster of this instance, with these couriers under the numbers 1, 2, …. */
export async function annexFor(
  { founded, cards, drafted: { people } }: TestInstance,
  { payload }: SignedDocument,
  couriers: readonly VerifyingKey[],
): Promise<SignedDocument> {
  const roster = parseRoster(payload);
  const draft = {
    ...{ roster, payload },
    couriers: couriers.map((key, i) => ({ number: i + 1, key })),
    people: {
      ...people,
      reviewers: people.reviewers.filter(({ number }) =>
        roster.reviewers.some((each) => each.number === number),
      ),
      couriers: couriers.map((_, i) => ({ number: i + 1, handle: `Courier ${i + 1}` })),
    },
  };
  return (await signAnnex({ anchor: founded.anchor, cards }, draft, founded.stewards, noble)).annex;
}

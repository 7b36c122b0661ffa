import type { DemoSecrets } from "../../client/cli/demo/instance.ts";
import { hybridPublicKey } from "../../crypto/age/identities.ts";
import { hybridRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { ANNEX_PAYLOAD_TYPE, type Courier, encodeAnnex } from "../../crypto/documents/annex.ts";
import { type SignedDocument, signDocument } from "../../crypto/documents/dsse.ts";
import { encodePeople } from "../../crypto/documents/people.ts";
import { parseRoster, rosterDigest } from "../../crypto/documents/roster.ts";
import type { SigningSeed, VerifyingKey } from "../../crypto/ed25519.ts";
import { noble } from "../../crypto/primitives/noble.ts";

/** The annex of a roster, with these couriers under the numbers 1, 2, …; nobody's name is in its people. */
export async function annexFor(
  anchor: Anchor,
  secrets: DemoSecrets,
  roster: SignedDocument,
  couriers: readonly SigningSeed[],
): Promise<SignedDocument> {
  const payload = encodeAnnex({
    instance: anchor.instance,
    sequence: parseRoster(roster.payload).sequence,
    roster: rosterDigest(roster.payload),
    couriers: couriers.map(courierOf),
    people: await sealedPeople(anchor, secrets, couriers),
  });
  const signatures = secrets.stewards
    .slice(0, anchor.threshold)
    .map((seed) => signDocument(ANNEX_PAYLOAD_TYPE, payload, seed, noble));
  return { payloadType: ANNEX_PAYLOAD_TYPE, payload, signatures };
}

function courierOf(seed: SigningSeed, i: number): Courier {
  return { number: i + 1, key: noble.ed25519PublicKey(seed) as VerifyingKey };
}

async function sealedPeople(
  anchor: Anchor,
  secrets: DemoSecrets,
  couriers: readonly SigningSeed[],
): Promise<Uint8Array> {
  const keys = secrets.reviewers.map(({ hybrid }) => hybridPublicKey(hybrid, noble));
  const people = encodePeople({
    reviewers: secrets.reviewers.map(({ number }, i) => ({
      number,
      handle: `reviewer ${number}`,
      languages: ["en"],
      casebookRecipient: keys[i] as (typeof keys)[number],
    })),
    couriers: couriers.map((_, i) => ({ number: i + 1, handle: `courier ${i + 1}` })),
    stewards: anchor.stewards.map((key, i) => ({ key, handle: `steward ${i + 1}` })),
  });
  return await collect(seal([people], keys.map(hybridRecipient), noble));
}

import {
  encodeHybridIdentity,
  encodeX25519Identity,
  type HybridSeed,
  hybridPublicKey,
  type X25519Scalar,
  x25519PublicKey,
} from "../../../crypto/age/identities.ts";
import type { Anchor, InstanceId } from "../../../crypto/documents/anchor.ts";
import { CURRENCY_PAYLOAD_TYPE, encodeCurrency } from "../../../crypto/documents/currency.ts";
import { type SignedDocument, signDocument } from "../../../crypto/documents/dsse.ts";
import { addSeconds, type Instant, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import {
  encodeRoster,
  type Reviewer,
  ROSTER_PAYLOAD_TYPE,
  type Roster,
  type RosterDigest,
  rosterDigest,
} from "../../../crypto/documents/roster.ts";
import { encodeVerifyingKey, type SigningSeed, type VerifyingKey } from "../../../crypto/ed25519.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../../crypto/random.ts";

/** The secret halves of an instance for trying: three stewards and two reviewers, all in one place. */
export interface DemoSecrets {
  readonly stewards: readonly SigningSeed[];
  readonly reviewers: readonly ReviewerSecrets[];
}

export interface ReviewerSecrets {
  readonly number: number;
  readonly hybrid: HybridSeed;
  readonly classic: X25519Scalar;
  readonly signing: SigningSeed;
}

const ROSTER_DAYS = 31;
const CURRENCY_DAYS = 14;

export function createSecrets(stewards = 3, reviewers = 2): DemoSecrets {
  const seed = () => randomBytes(32) as Uint8Array;
  return {
    stewards: Array.from({ length: stewards }, () => seed() as SigningSeed),
    reviewers: Array.from({ length: reviewers }, (_, i) => ({
      number: i + 1,
      hybrid: seed() as HybridSeed,
      classic: seed() as X25519Scalar,
      signing: seed() as SigningSeed,
    })),
  };
}

export function createAnchor(secrets: DemoSecrets, name: string, primitives: Primitives): Anchor {
  const stewards = secrets.stewards.map((seed) => primitives.ed25519PublicKey(seed) as VerifyingKey);
  return {
    instance: randomBytes(32) as Uint8Array as InstanceId,
    name,
    stewards: stewards.sort((a, b) => (encodeVerifyingKey(a) < encodeVerifyingKey(b) ? -1 : 1)),
    threshold: Math.min(2, stewards.length),
    currencyDays: CURRENCY_DAYS,
    demo: true,
  };
}

/** A roster from `now` on, signed by as many stewards as the anchor asks for. */
export function signRoster(
  anchor: Anchor,
  secrets: DemoSecrets,
  before: { sequence: number; digest: RosterDigest } | null,
  now: Instant,
  primitives: Primitives,
): SignedDocument {
  const roster: Roster = {
    instance: anchor.instance,
    sequence: (before?.sequence ?? 0) + 1,
    previous: before?.digest ?? null,
    notBefore: now,
    notAfter: addSeconds(now, ROSTER_DAYS * SECONDS_PER_DAY),
    reviewers: secrets.reviewers.map((reviewer) => publicHalf(reviewer, primitives)),
  };
  const payload = encodeRoster(roster);
  const signatures = secrets.stewards
    .slice(0, anchor.threshold)
    .map((seed) => signDocument(ROSTER_PAYLOAD_TYPE, payload, seed, primitives));
  return { payloadType: ROSTER_PAYLOAD_TYPE, payload, signatures };
}

/** A fresh currency statement for a roster, by the first steward. */
export function signCurrency(
  anchor: Anchor,
  secrets: DemoSecrets,
  roster: { sequence: number; payload: Uint8Array },
  now: Instant,
  primitives: Primitives,
): SignedDocument {
  const payload = encodeCurrency({
    instance: anchor.instance,
    sequence: roster.sequence,
    roster: rosterDigest(roster.payload),
    issued: now,
    notAfter: addSeconds(now, anchor.currencyDays * SECONDS_PER_DAY),
  });
  const [steward] = secrets.stewards;
  if (!steward) throw new RangeError("an instance has at least one steward");
  const signature = signDocument(CURRENCY_PAYLOAD_TYPE, payload, steward, primitives);
  return { payloadType: CURRENCY_PAYLOAD_TYPE, payload, signatures: [signature] };
}

/** An age identity file for one reviewer: the hybrid identity of the page's road, the classic one of the manual road. */
export function identityFile(reviewer: ReviewerSecrets): string {
  return [
    `# Nightjar demo, reviewer ${reviewer.number}. For trying only: no real tip may ever be sealed to it.`,
    encodeHybridIdentity(reviewer.hybrid),
    encodeX25519Identity(reviewer.classic),
    "",
  ].join("\n");
}

function publicHalf(reviewer: ReviewerSecrets, primitives: Primitives): Reviewer {
  return {
    number: reviewer.number,
    recipient: hybridPublicKey(reviewer.hybrid, primitives),
    classicRecipient: x25519PublicKey(reviewer.classic, primitives),
    signingKey: primitives.ed25519PublicKey(reviewer.signing) as VerifyingKey,
  };
}

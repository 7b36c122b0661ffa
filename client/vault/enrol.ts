import {
  type HybridSeed,
  hybridPublicKey,
  type X25519Scalar,
  x25519PublicKey,
} from "../../crypto/age/identities.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { COURIER_CARD_PAYLOAD_TYPE, encodeCourierCard } from "../../crypto/documents/courier-card.ts";
import { type SignedDocument, signPayload } from "../../crypto/documents/dsse.ts";
import type { Period } from "../../crypto/documents/period.ts";
import {
  encodeReviewerCard,
  MOST_PERIODS,
  parseReviewerCard,
  REVIEWER_CARD_PAYLOAD_TYPE,
} from "../../crypto/documents/reviewer-card.ts";
import { encodeStewardCard, STEWARD_CARD_PAYLOAD_TYPE } from "../../crypto/documents/steward-card.ts";
import type { SigningSeed, VerifyingKey } from "../../crypto/ed25519.ts";
import type { Primitives, Signatures } from "../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../crypto/random.ts";
import { VaultError } from "./errors.ts";
import type { Vault, VaultPeriod } from "./vault.ts";

/** A new steward's vault: fresh keys, no periods. */
export function newStewardVault(handle: string): Vault {
  return { kind: "steward", handle, languages: [], anchor: null, earlier: [], periods: [], ...freshKeys() };
}

/** A new reviewer's vault: fresh keys, and fresh identities for each period. */
export function newReviewerVault(
  person: { readonly handle: string; readonly languages: readonly string[] },
  anchor: Anchor,
  periods: readonly Period[],
): Vault {
  const fresh = { periods: periods.map(withFreshIdentities), ...freshKeys() };
  return { kind: "reviewer", ...person, anchor, earlier: [], ...fresh };
}

/**
 * The vault with further periods, none of which may begin before its last one ends. What was destroyed longest ago
 * is forgotten where there would be more than 36. @throws VaultError periods-overlap, periods-full
 */
export function withMorePeriods(vault: Vault, more: readonly Period[]): Vault {
  const last = vault.periods.at(-1);
  const first = more[0];
  if (last && first && first.notBefore < last.notAfter) throw new VaultError("periods-overlap");
  const all = [...vault.periods, ...more.map(withFreshIdentities)];
  const surplus = Math.max(0, all.length - MOST_PERIODS);
  if (all.slice(0, surplus).some(({ identities }) => identities !== null))
    throw new VaultError("periods-full");
  return { ...vault, periods: all.slice(surplus) };
}

/**
 * A reviewer's enrolment card for these periods of the vault: by default all that are kept since its last gap, as those
 * of a card follow on one another. @throws VaultError vault-of-steward
 */
export function reviewerCard(
  vault: Vault,
  primitives: Primitives,
  periods: readonly VaultPeriod[] = keptSinceGap(vault),
): SignedDocument {
  if (vault.kind !== "reviewer" || !vault.anchor) throw new VaultError("vault-of-steward");
  const payload = encodeReviewerCard({
    instance: vault.anchor.instance,
    handle: vault.handle,
    languages: vault.languages,
    signingKey: primitives.ed25519PublicKey(vault.signing) as VerifyingKey,
    casebookRecipient: hybridPublicKey(vault.longLived, primitives),
    periods: periods.flatMap(({ notBefore, notAfter, identities }) =>
      identities ? [{ notBefore, notAfter, ...publicHalves(identities, primitives) }] : [],
    ),
  });
  parseReviewerCard(payload);
  return signPayload(REVIEWER_CARD_PAYLOAD_TYPE, payload, vault.signing, primitives);
}

/** A steward's card. @throws VaultError vault-of-reviewer */
export function stewardCard(vault: Vault, primitives: Primitives): SignedDocument {
  if (vault.kind !== "steward") throw new VaultError("vault-of-reviewer");
  const payload = encodeStewardCard({
    handle: vault.handle,
    signingKey: primitives.ed25519PublicKey(vault.signing) as VerifyingKey,
    recipient: hybridPublicKey(vault.longLived, primitives),
  });
  return signPayload(STEWARD_CARD_PAYLOAD_TYPE, payload, vault.signing, primitives);
}

/** A courier's card, by the key that fetches. */
export function courierCard(
  { instance }: Pick<Anchor, "instance">,
  handle: string,
  seed: SigningSeed,
  signatures: Signatures,
): SignedDocument {
  const key = signatures.ed25519PublicKey(seed) as VerifyingKey;
  const payload = encodeCourierCard({ instance, handle, key });
  return signPayload(COURIER_CARD_PAYLOAD_TYPE, payload, seed, signatures);
}

function keptSinceGap({ periods }: Vault): VaultPeriod[] {
  const kept = periods.filter(({ identities }) => identities);
  return kept.slice(kept.findLastIndex(({ notBefore }, i) => kept[i - 1]?.notAfter !== notBefore));
}

function freshKeys() {
  const fresh = (): Uint8Array => randomBytes(32);
  return { signing: fresh() as SigningSeed, longLived: fresh() as HybridSeed };
}

function withFreshIdentities({ notBefore, notAfter }: Period): VaultPeriod {
  const fresh = (): Uint8Array => randomBytes(32);
  return {
    notBefore,
    notAfter,
    identities: { hybrid: fresh() as HybridSeed, classic: fresh() as X25519Scalar },
  };
}

function publicHalves({ hybrid, classic }: NonNullable<VaultPeriod["identities"]>, primitives: Primitives) {
  return {
    recipient: hybridPublicKey(hybrid, primitives),
    classicRecipient: x25519PublicKey(classic, primitives),
  };
}

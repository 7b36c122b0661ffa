import {
  type HybridSeed,
  type Identity,
  identityOf,
  type Secret,
  type X25519Scalar,
} from "../../crypto/age/identities.ts";
import { wipe } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { type AnchorLine, inForce } from "../../crypto/documents/anchor-line.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import type { Period } from "../../crypto/documents/period.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { VaultError } from "./errors.ts";

/** What a reviewer or a steward keeps behind a passphrase, on a machine without a network (SPEC.md, "Vaults"). */
export interface Vault {
  readonly kind: VaultKind;
  /** 1 to 64 characters. */
  readonly handle: string;
  /** BCP 47 tags; none in a steward's vault. */
  readonly languages: readonly string[];
  /** The instance that a reviewer's vault was made for, as it is now; a steward's is made before there is an anchor. */
  readonly anchor: Anchor | null;
  /** The anchors that it was moved from, oldest first, each with the signed move that led away: they judge what was. */
  readonly earlier: readonly EarlierAnchor[];
  readonly signing: SigningSeed;
  /** Annexes, and a reviewer's casebooks, are sealed to it. Opens no tip. */
  readonly longLived: HybridSeed;
  /** In order of time, none overlapping; none in a steward's vault, nor in one restored from a backup. */
  readonly periods: readonly VaultPeriod[];
}

export interface EarlierAnchor {
  readonly anchor: Anchor;
  readonly move: SignedDocument;
}

/** All anchors of a reviewer's vault, and the moves between them. @throws VaultError vault-of-steward */
export function lineOf({ anchor, earlier }: Pick<Vault, "anchor" | "earlier">): VaultLine {
  if (!anchor) throw new VaultError("vault-of-steward");
  const [first, ...others] = [...earlier.map((each) => each.anchor), anchor];
  return { line: [first ?? anchor, ...others], moves: earlier.map(({ move }) => move) };
}

/** The same vault with another line, which `moves` make. */
export function withLine(vault: Vault, { line, moves }: VaultLine): Vault {
  const earlier = moves.map((move, i) => ({ anchor: line[i] ?? line[0], move }));
  return { ...vault, anchor: inForce(line), earlier };
}

export interface VaultLine {
  readonly line: AnchorLine;
  readonly moves: readonly SignedDocument[];
}

export type VaultKind = "reviewer" | "steward";

/** A period and the identities that open what is sealed in it; null once they have been destroyed. */
export interface VaultPeriod extends Period {
  readonly identities: PeriodIdentities | null;
}

export interface PeriodIdentities {
  /** What the page seals to. */
  readonly hybrid: HybridSeed;
  /** What a source who seals by hand with an older age seals to. */
  readonly classic: X25519Scalar;
}

/** Everything that opens tips, the newest period first. */
export function vaultIdentities(vault: Pick<Vault, "periods">): Identity[] {
  return vaultSecrets(vault).map(identityOf);
}

/** The same as data. */
export function vaultSecrets({ periods }: Pick<Vault, "periods">): Secret[] {
  const kept = periods.flatMap(({ identities }) => identities ?? []).reverse();
  return [
    ...kept.map(({ hybrid }): Secret => ({ kind: "hybrid", secret: hybrid })),
    ...kept.map(({ classic }): Secret => ({ kind: "x25519", secret: classic })),
  ];
}

/** Overwrites all secrets of a vault that is no longer needed. */
export function wipeVault(vault: Vault): void {
  wipe(vault.signing, vault.longLived);
  for (const { identities } of vault.periods) if (identities) wipe(identities.hybrid, identities.classic);
}

import { combine, split } from "shamir-secret-sharing";
import { type HybridSeed, hybridIdentity, hybridPublicKey } from "../../crypto/age/identities.ts";
import { open } from "../../crypto/age/open.ts";
import { hybridRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect, equalBytes, wipe } from "../../crypto/bytes.ts";
import {
  encodeDocument,
  malformed,
  type Of,
  parseDocument,
  typed,
} from "../../crypto/documents/canonical.ts";
import { base64, count, hex } from "../../crypto/documents/fields.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../crypto/random.ts";
import { VaultError } from "./errors.ts";
import type { Vault } from "./vault.ts";
import { encodeVault, parseVault } from "./vault-text.ts";

const MOST_SHARES = 16;
const SHARE_LENGTH = 33;

const SHARE = /* @__PURE__ */ typed(
  "nightjar-share/v1",
  () => ({
    /** 1 to `of`. */
    number: count(1, MOST_SHARES),
    of: count(2, MOST_SHARES),
    /** 2 to `of`. */
    threshold: count(2, MOST_SHARES),
    /** 33 bytes: a share of the seed (32 bytes) that opens `sealed`. */
    share: hex(SHARE_LENGTH),
    /** A binary age file: the vault without its periods, sealed to a hybrid identity made for this backup alone. */
    sealed: base64,
  }),
  ({ number, of, threshold }) => {
    if (Math.max(number, threshold) > of) throw malformed("of");
  },
);

/** One of n shares of a backup, of which any k restore it (SPEC.md, "Backup of a vault"). */
export interface BackupShare extends Of<typeof SHARE> {}

/**
 * Shares of the signing key and the long-lived identity. The periods' identities are left out: every envelope is
 * sealed to all reviewers, and a copy of one would outlive its destruction.
 */
export async function backUp(
  vault: Vault,
  threshold: number,
  of: number,
  primitives: Primitives,
): Promise<BackupShare[]> {
  const seed = randomBytes(32) as Uint8Array as HybridSeed;
  const text = encodeVault({ ...vault, periods: [] });
  try {
    const recipient = hybridRecipient(hybridPublicKey(seed, primitives));
    const sealed = await collect(seal([text], [recipient], primitives));
    const shares = await split(seed, of, threshold);
    return shares.map((share, i) => ({ number: i + 1, of, threshold, share, sealed }));
  } finally {
    wipe(seed, text);
  }
}

/**
 * The vault of a backup, without periods: new ones are to be enrolled.
 * @throws VaultError share-repeated, shares-foreign, shares-too-few, shares-damaged
 */
export async function restore(shares: readonly BackupShare[], primitives: Primitives): Promise<Vault> {
  const chosen = checkTogether(shares);
  const seed = await combined(chosen);
  try {
    const { plaintext } = await open([chosen[0]?.sealed ?? seed], [hybridIdentity(seed)], primitives);
    const text = await collect(plaintext);
    const vault = parseVault(text);
    wipe(text);
    return vault;
  } catch (error) {
    if (error instanceof CryptoError) throw new VaultError("shares-damaged");
    throw error;
  } finally {
    wipe(seed);
  }
}

export function encodeShare(share: BackupShare): Uint8Array {
  return encodeDocument(SHARE, share);
}

/** Canonical JSON bytes. @throws VaultError share-malformed */
export function parseShare(bytes: Uint8Array): BackupShare {
  try {
    return parseDocument(SHARE, bytes);
  } catch (error) {
    if (error instanceof CryptoError) throw new VaultError("share-malformed");
    throw error;
  }
}

/** What a damaged share gives is either nothing, or a seed that opens nothing. */
async function combined(shares: readonly BackupShare[]): Promise<HybridSeed> {
  try {
    return (await combine(shares.map(({ share }) => share.slice()))) as HybridSeed;
  } catch {
    throw new VaultError("shares-damaged");
  }
}

/** As many shares as are needed, known to be of one backup and different. */
function checkTogether(shares: readonly BackupShare[]): readonly BackupShare[] {
  const [first] = shares;
  const threshold = first?.threshold ?? 2;
  if (first && shares.some((share) => !ofOneBackup(first, share))) throw new VaultError("shares-foreign");
  if (new Set(shares.map(({ number }) => number)).size < shares.length)
    throw new VaultError("share-repeated");
  if (shares.length < threshold) throw new VaultError("shares-too-few", `${shares.length} of ${threshold}`);
  return shares.slice(0, threshold);
}

function ofOneBackup(a: BackupShare, b: BackupShare): boolean {
  return a.of === b.of && a.threshold === b.threshold && equalBytes(a.sealed, b.sealed);
}

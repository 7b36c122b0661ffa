import type { Progress } from "../../crypto/age/recipients.ts";
import { openUnderPassphrase, sealUnderPassphrase } from "../../crypto/age/under-passphrase.ts";
import { wipe } from "../../crypto/bytes.ts";
import { ANCHOR, type Anchor } from "../../crypto/documents/anchor.ts";
import {
  encodeDocument,
  list,
  malformed,
  mapped,
  parseDocument,
  scalar,
  typed,
} from "../../crypto/documents/canonical.ts";
import { embedded, hex } from "../../crypto/documents/fields.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { type CourierAddress, parseCourierAddress } from "./address.ts";

/**
 * log₂ of scrypt's N, which takes 32 MiB: a quarter of a vault's, since Tor Browser at Safer has no compiler for it and
 * a courier opens the pack at each round. What it guards can be revoked at once, and opens no tip.
 */
export const PACK_WORK = 15;

/** Most work that a pack may ask for: at Safer nearly a minute. */
export const MOST_PACK_WORK = 17;

/** Most bytes of a pack: far more than any has. */
export const MOST_PACK_BYTES = 64 * 1024;

export const MOST_ADDRESSES = 8;

const PACK = /* @__PURE__ */ mapped(
  /* @__PURE__ */ typed("nightjar-courier-pack/v1", () => ({
    anchor: embedded(ANCHOR),
    key: hex<SigningSeed>(32),
    addresses: list(scalar(parseCourierAddress), 1, MOST_ADDRESSES),
  })),
  ({ anchor, key, addresses }): CourierPack => {
    if (new Set(addresses).size !== addresses.length) throw malformed("an address twice");
    return { anchor, seed: key, addresses };
  },
  ({ anchor, seed, addresses }) => ({ anchor, key: seed, addresses }),
);

/** What a courier needs to fetch with, in one file (SPEC.md, "Courier's pack"). */
export interface CourierPack {
  readonly anchor: Anchor;
  /** 32 bytes. Fetches and acknowledges; opens nothing. */
  readonly seed: SigningSeed;
  /** 1 to 8, all different: of one server, or of several that serve the same instance. */
  readonly addresses: readonly CourierAddress[];
}

/** The pack as a binary age file under a passphrase, which stock age opens. Nothing but a test asks for less work. */
export async function sealPack(
  pack: CourierPack,
  passphrase: string,
  primitives: Primitives,
  work = PACK_WORK,
  progress?: Progress,
): Promise<Uint8Array> {
  return await sealUnderPassphrase(encodePack(pack), passphrase, work, primitives, progress);
}

/**
 * @throws CryptoError no-match for a wrong passphrase; document-malformed for what is no pack inside; and what `open`
 * throws for what is no age file, or none under a passphrase
 */
export async function openPack(
  file: Uint8Array,
  passphrase: string,
  primitives: Primitives,
  progress?: Progress,
): Promise<CourierPack> {
  return await openUnderPassphrase(file, passphrase, MOST_PACK_WORK, primitives, parsePack, progress);
}

/** Overwrites the secret of a pack that is no longer needed. */
export function wipePack({ seed }: CourierPack): void {
  wipe(seed);
}

/** Canonical JSON. */
export function encodePack(pack: CourierPack): Uint8Array {
  return encodeDocument(PACK, pack);
}

/** Exactly what `encodePack` makes. @throws CryptoError document-malformed */
export function parsePack(bytes: Uint8Array): CourierPack {
  return parseDocument(PACK, bytes, MOST_PACK_BYTES);
}

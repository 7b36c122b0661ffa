import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Branded, concat, wipe } from "../bytes.ts";
import { encodeBech32, parseBech32 } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import type { Decapsulator, Primitives } from "../primitives/primitives.ts";
import { FILE_KEY_LENGTH, type FileKey } from "./file-key.ts";
import { hpkeBaseContext } from "./hpke.ts";
import type { HybridKey, X25519Key } from "./recipient-keys.ts";
import { HYBRID_INFO, type Progress, scryptKey, X25519_INFO, ZERO_NONCE } from "./recipients.ts";
import type { Stanza } from "./stanza.ts";
import {
  MAX_SCRYPT_LOG_N,
  parseHybridStanza,
  parseScryptStanza,
  parseX25519Stanza,
} from "./stanzas-known.ts";

/** 32 secret bytes: the seed of an X-Wing key pair. */
export type HybridSeed = Branded<Uint8Array, "HybridSeed">;

/** 32 secret bytes. */
export type X25519Scalar = Branded<Uint8Array, "X25519Scalar">;

const HYBRID_PREFIX = "age-secret-key-pq-";
const X25519_PREFIX = "age-secret-key-";

/** What an identity is made from: as data, so that it can be handed to another thread. */
export type Secret =
  | { readonly kind: "hybrid"; readonly secret: HybridSeed }
  | { readonly kind: "x25519"; readonly secret: X25519Scalar };

/** The secret is the identity's from here on: its `wipe` overwrites it. */
export function identityOf(of: Secret): Identity {
  return of.kind === "hybrid" ? hybridIdentity(of.secret) : x25519Identity(of.secret);
}

/** Somebody who can open age files. */
export interface Identity {
  /**
   * The file key, if one of the stanzas was made for this identity. All stanzas of its kind must be well-formed.
   * @throws CryptoError stanza-malformed, passphrase-work
   */
  unwrap(stanzas: readonly Stanza[], primitives: Primitives): FileKey | undefined;
  /** Overwrites the secret; the identity opens nothing afterwards. */
  wipe(): void;
}

/** `AGE-SECRET-KEY-PQ-1…`, upper case. @throws CryptoError identity-malformed */
export function parseHybridIdentity(text: string): HybridSeed {
  return parseSecret(text, HYBRID_PREFIX) as HybridSeed;
}

export function encodeHybridIdentity(seed: HybridSeed): string {
  return encodeBech32(HYBRID_PREFIX, seed).toUpperCase();
}

/** `AGE-SECRET-KEY-1…`, upper case. @throws CryptoError identity-malformed */
export function parseX25519Identity(text: string): X25519Scalar {
  return parseSecret(text, X25519_PREFIX) as X25519Scalar;
}

export function encodeX25519Identity(scalar: X25519Scalar): string {
  return encodeBech32(X25519_PREFIX, scalar).toUpperCase();
}

export function hybridPublicKey(seed: HybridSeed, primitives: Primitives): HybridKey {
  return primitives.xwingPublicKey(seed) as HybridKey;
}

export function x25519PublicKey(scalar: X25519Scalar, primitives: Primitives): X25519Key {
  return primitives.x25519Base(scalar) as X25519Key;
}

/** C2SP age, "mlkem768x25519 recipient"; a share of low order is a malformed stanza. */
export function hybridIdentity(seed: HybridSeed): Identity {
  let expanded: Decapsulator | undefined;
  return {
    unwrap(stanzas, primitives) {
      for (const encapsulated of ofType(stanzas, "mlkem768x25519", parseHybridStanza)) {
        expanded ??= primitives.xwingDecapsulator(seed);
        const sharedSecret = expanded.decapsulate(encapsulated.parsed);
        if (!sharedSecret) throw new CryptoError("stanza-malformed", "X25519 share of low order");
        const context = hpkeBaseContext(sharedSecret, HYBRID_INFO);
        const fileKey = primitives.aeadOpen(context.key, context.nonce, encapsulated.stanza.body);
        wipe(sharedSecret, context.key);
        if (fileKey) return checked(fileKey);
      }
      return undefined;
    },
    wipe() {
      expanded?.wipe();
      expanded = undefined;
      wipe(seed);
    },
  };
}

/** C2SP age, "X25519 recipient"; a share of low order is a malformed stanza, as the specification demands. */
export function x25519Identity(scalar: X25519Scalar): Identity {
  return {
    unwrap(stanzas, primitives) {
      const shares = ofType(stanzas, "X25519", parseX25519Stanza);
      if (shares.length === 0) return undefined;
      const publicKey = primitives.x25519Base(scalar);
      for (const { stanza, parsed: share } of shares) {
        const secret = primitives.x25519(scalar, share);
        if (!secret) throw new CryptoError("stanza-malformed", "X25519 share of low order");
        const wrapKey = hkdf(sha256, secret, concat(share, publicKey), X25519_INFO, 32);
        const fileKey = primitives.aeadOpen(wrapKey, ZERO_NONCE, stanza.body);
        wipe(secret, wrapKey);
        if (fileKey) return checked(fileKey);
      }
      return undefined;
    },
    wipe: () => wipe(scalar),
  };
}

/**
 * C2SP age, "scrypt recipient". Work beyond `maxLogN` (log₂ N) is refused before it is done. What is typed is tried as
 * it is, then composed (NFC) and decomposed (NFD): machines differ in what a key for é gives, and people can't see it.
 */
export function scryptIdentity(
  passphrase: string,
  maxLogN = MAX_SCRYPT_LOG_N,
  progress?: Progress,
): Identity {
  let secret: string | undefined = passphrase;
  return {
    unwrap(stanzas, primitives) {
      const [first] = ofType(stanzas, "scrypt", parseScryptStanza);
      if (!first || secret === undefined) return undefined;
      if (stanzas.length !== 1) throw new CryptoError("stanza-malformed", "scrypt must stand alone");
      const { salt, logN } = first.parsed;
      if (logN > maxLogN) throw new CryptoError("passphrase-work", `2^${logN}`);
      for (const form of new Set([secret, secret.normalize("NFC"), secret.normalize("NFD")])) {
        const wrapKey = scryptKey(form, salt, logN, progress);
        const fileKey = primitives.aeadOpen(wrapKey, ZERO_NONCE, first.stanza.body);
        wipe(wrapKey);
        if (fileKey) return checked(fileKey);
      }
      return undefined;
    },
    wipe: () => {
      secret = undefined;
    },
  };
}

/**
 * Several identities as one, of which the one that opened last is tried first: of thousands of tips most were sealed
 * in one period, and every identity that doesn't fit costs a decapsulation for each stanza.
 */
export function recentFirst(identities: readonly Identity[]): Identity {
  let order = [...identities];
  return {
    unwrap(stanzas, primitives) {
      for (const identity of order) {
        const fileKey = identity.unwrap(stanzas, primitives);
        if (!fileKey) continue;
        order = [identity, ...order.filter((other) => other !== identity)];
        return fileKey;
      }
      return undefined;
    },
    wipe: () => {
      for (const identity of identities) identity.wipe();
    },
  };
}

/** All stanzas of a type, every one parsed before any is tried. */
function ofType<T>(stanzas: readonly Stanza[], type: string, parse: (stanza: Stanza) => T) {
  return stanzas
    .filter((stanza) => stanza.type === type)
    .map((stanza) => ({ stanza, parsed: parse(stanza) }));
}

function checked(fileKey: Uint8Array): FileKey {
  if (fileKey.length !== FILE_KEY_LENGTH) throw new CryptoError("stanza-malformed", "file key length");
  return fileKey as FileKey;
}

function parseSecret(text: string, prefix: string): Uint8Array {
  if (text !== text.toUpperCase()) throw new CryptoError("identity-malformed", "must be upper case");
  return parseBech32(text.toLowerCase(), prefix, 32, "identity-malformed");
}

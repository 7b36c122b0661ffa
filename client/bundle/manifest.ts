import { sha256 } from "@noble/hashes/sha2.js";
import type { Branded } from "../../crypto/bytes.ts";
import { instanceId } from "../../crypto/documents/anchor.ts";
import { encodeDocument, type Of, optional, parseDocument, typed } from "../../crypto/documents/canonical.ts";
import {
  encodeSignedDocument,
  parseSignedDocument,
  signPayload,
  verifyDocument,
} from "../../crypto/documents/dsse.ts";
import { count, hex } from "../../crypto/documents/fields.ts";
import type { SigningSeed, VerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { day } from "../../protocol/day.ts";
import { orRefused } from "./refused.ts";

/** 32 bytes: the SHA-256 of a small file of a bundle. */
export type FileHash = Branded<Uint8Array, "FileHash">;

export const MANIFEST_PAYLOAD_TYPE = "application/vnd.nightjar.bundle.v1+json";

/** Most envelopes of one bundle. */
export const MOST_ENVELOPES = 100_000;

const MANIFEST = /* @__PURE__ */ typed("nightjar-bundle/v1", () => ({
  instance: instanceId,
  /** The UTC day on which the courier made it, by its own clock. */
  made: day,
  list: hex<FileHash>(32),
  documents: hex<FileHash>(32),
  /** Of the letters that were on the server that day; there only if they were brought. */
  letters: optional(hex<FileHash>(32)),
  /** How many envelopes. */
  count: count(0, MOST_ENVELOPES),
  /** The sum of the envelopes' sizes. */
  bytes: count(0, Number.MAX_SAFE_INTEGER),
}));

/** What a courier signs of a bundle (SPEC.md, "Bundle"): everything else in it hangs on this. */
export interface Manifest extends Of<typeof MANIFEST> {}

/** The bytes of manifest.json: the manifest, signed by a courier. */
export function signManifest(manifest: Manifest, seed: SigningSeed, signatures: Signatures): Uint8Array {
  const payload = encodeDocument(MANIFEST, manifest);
  return encodeSignedDocument(signPayload(MANIFEST_PAYLOAD_TYPE, payload, seed, signatures));
}

/**
 * The manifest and who signed it; whether that is a courier of the instance, the caller finds out.
 * @throws BundleError manifest-refused
 */
export function readManifest(
  bytes: Uint8Array,
  signatures: Signatures,
): { manifest: Manifest; courier: VerifyingKey } {
  return orRefused("manifest-refused", () => {
    const document = parseSignedDocument(bytes);
    const [first, ...others] = document.signatures;
    if (!first || others.length > 0) throw new CryptoError("document-malformed", "one courier signs");
    const payload = verifyDocument(document, MANIFEST_PAYLOAD_TYPE, [first.signer], 1, signatures);
    return { manifest: parseDocument(MANIFEST, payload), courier: first.signer };
  });
}

export function fileHash(bytes: Uint8Array): FileHash {
  return sha256(bytes) as Uint8Array as FileHash;
}

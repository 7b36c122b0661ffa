import { sha256 } from "@noble/hashes/sha2.js";
import type { Branded } from "../../crypto/bytes.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "../../crypto/documents/anchor.ts";
import { encodeJson, fieldsOf, parseCanonical, parseCount } from "../../crypto/documents/canonical.ts";
import {
  encodeSignedDocument,
  parseSignedDocument,
  signDocument,
  verifyDocument,
} from "../../crypto/documents/dsse.ts";
import type { SigningSeed, VerifyingKey } from "../../crypto/ed25519.ts";
import { encodeHex, parseHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { type Day, parseDay } from "../../protocol/day.ts";
import { orRefused } from "./refused.ts";

/** 32 bytes: the SHA-256 of a small file of a bundle. */
export type FileHash = Branded<Uint8Array, "FileHash">;

/** What a courier signs of a bundle (SPEC.md, "Bundle"): everything else in it hangs on this. */
export interface Manifest {
  readonly instance: InstanceId;
  /** The UTC day on which the courier made it, by its own clock. */
  readonly made: Day;
  readonly list: FileHash;
  readonly documents: FileHash;
  /** Of the letters that were on the server that day; there only if they were brought. */
  readonly letters?: FileHash;
  /** How many envelopes. */
  readonly count: number;
  /** The sum of the envelopes' sizes. */
  readonly bytes: number;
}

export const MANIFEST_PAYLOAD_TYPE = "application/vnd.nightjar.bundle.v1+json";

/** Most envelopes of one bundle. */
export const MOST_ENVELOPES = 100_000;

const TYPE = "nightjar-bundle/v1";

/** The bytes of manifest.json: the manifest, signed by a courier. */
export function signManifest(manifest: Manifest, seed: SigningSeed, signatures: Signatures): Uint8Array {
  const payload = encodeManifest(manifest);
  const signature = signDocument(MANIFEST_PAYLOAD_TYPE, payload, seed, signatures);
  return encodeSignedDocument({ payloadType: MANIFEST_PAYLOAD_TYPE, payload, signatures: [signature] });
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
    return { manifest: parseCanonical(payload, readFields, encodeManifest), courier: first.signer };
  });
}

export function fileHash(bytes: Uint8Array): FileHash {
  return sha256(bytes) as Uint8Array as FileHash;
}

function encodeManifest(manifest: Manifest): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(manifest.instance),
    made: manifest.made,
    list: encodeHex(manifest.list),
    documents: encodeHex(manifest.documents),
    ...(manifest.letters && { letters: encodeHex(manifest.letters) }),
    count: manifest.count,
    bytes: manifest.bytes,
  });
}

function readFields(value: unknown): Manifest {
  const fields = fieldsOf(value, TYPE);
  return {
    instance: parseInstanceId(fields.instance),
    made: parseDay(fields.made),
    list: parseFileHash(fields.list),
    documents: parseFileHash(fields.documents),
    ...(fields.letters !== undefined && { letters: parseFileHash(fields.letters) }),
    count: parseCount(fields.count, 0, MOST_ENVELOPES, "count"),
    bytes: parseCount(fields.bytes, 0, Number.MAX_SAFE_INTEGER, "bytes"),
  };
}

function parseFileHash(value: unknown): FileHash {
  return parseHex(value, 32, "document-malformed") as FileHash;
}

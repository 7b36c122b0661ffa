import { sha256 } from "@noble/hashes/sha2.js";
import { equalBytes } from "../bytes.ts";
import { encodeBase64, encodeHex, parseBase64, parseHex } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { type Anchor, encodeAnchor, parseAnchor } from "./anchor.ts";
import { encodeJson, fieldsOf, parseCanonical } from "./canonical.ts";
import { type SignedDocument, verifyDocument } from "./dsse.ts";

/** The word of an anchor's stewards that another anchor takes its place (SPEC.md, "Anchor move"). */
export interface AnchorMove {
  /** SHA-256 of the old anchor's bytes. */
  readonly from: Uint8Array;
  readonly to: Anchor;
}

export const ANCHOR_MOVE_PAYLOAD_TYPE = "application/vnd.nightjar.anchor-move.v1+json";

const TYPE = "nightjar-anchor-move/v1";

export function encodeAnchorMove(move: AnchorMove): Uint8Array {
  return encodeJson({ type: TYPE, from: encodeHex(move.from), to: encodeBase64(encodeAnchor(move.to)) });
}

/** Canonical JSON bytes. @throws CryptoError document-malformed, key-weak, key-repeated */
export function parseAnchorMove(bytes: Uint8Array): AnchorMove {
  return parseCanonical(bytes, readMove, encodeAnchorMove);
}

/** 32 bytes: what a move calls an anchor by. */
export function anchorDigest(anchor: Anchor): Uint8Array {
  return sha256(encodeAnchor(anchor));
}

/**
 * The new anchor, if the old one's stewards signed the move, at least its threshold. The instance stays the same
 * one, and a demo stays a demo. @throws as parseAnchorMove and verifyDocument; document-foreign
 */
export function followAnchor(from: Anchor, document: SignedDocument, signatures: Signatures): Anchor {
  const { stewards, threshold } = from;
  const move = parseAnchorMove(
    verifyDocument(document, ANCHOR_MOVE_PAYLOAD_TYPE, stewards, threshold, signatures),
  );
  const continues = equalBytes(move.from, anchorDigest(from)) && equalBytes(move.to.instance, from.instance);
  if (!continues || move.to.demo !== from.demo) throw new CryptoError("document-foreign", "anchor move");
  return move.to;
}

function readMove(value: unknown): AnchorMove {
  const fields = fieldsOf(value, TYPE);
  return {
    from: parseHex(fields.from, 32, "document-malformed"),
    to: parseAnchor(parseBase64(fields.to, "document-malformed")),
  };
}

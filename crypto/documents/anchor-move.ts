import { sha256 } from "@noble/hashes/sha2.js";
import { equalBytes } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { ANCHOR, type Anchor, encodeAnchor } from "./anchor.ts";
import { encoderOf, type Of, parserOf, typed } from "./canonical.ts";
import { type SignedDocument, verifyDocument } from "./dsse.ts";
import { embedded, hex } from "./fields.ts";

const ANCHOR_MOVE = /* @__PURE__ */ typed("nightjar-anchor-move/v1", () => ({
  /** SHA-256 of the old anchor's bytes. */
  from: hex(32),
  to: embedded(ANCHOR),
}));

/** The word of an anchor's stewards that another anchor takes its place (SPEC.md, "Anchor move"). */
export interface AnchorMove extends Of<typeof ANCHOR_MOVE> {}

export const ANCHOR_MOVE_PAYLOAD_TYPE = "application/vnd.nightjar.anchor-move.v1+json";

export const encodeAnchorMove = /* @__PURE__ */ encoderOf<AnchorMove>(ANCHOR_MOVE);

/** Canonical JSON bytes. @throws CryptoError document-malformed, key-weak, key-repeated */
export const parseAnchorMove = /* @__PURE__ */ parserOf<AnchorMove>(ANCHOR_MOVE);

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

import { sha256 } from "@noble/hashes/sha2.js";
import { entropyToMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { concat, utf8 } from "../bytes.ts";
import { type Anchor, encodeAnchor } from "./anchor.ts";

/**
 * The anchor's fingerprint, to be read aloud: 12 English BIP39 words separated by spaces, that is the first 128
 * bits of SHA-256(label ‖ anchor) and a 4-bit checksum against slips (SPEC.md, "Anchor").
 */
export function anchorFingerprint(anchor: Anchor): string {
  return fingerprintOf("anchor", encodeAnchor(anchor));
}

/** A card's fingerprint, to be compared in person: as the anchor's, over the payload of the signed card. */
export function cardFingerprint(payload: Uint8Array): string {
  return fingerprintOf("card", payload);
}

function fingerprintOf(kind: "anchor" | "card", bytes: Uint8Array): string {
  const label = utf8(`nightjar ${kind} fingerprint v1\n`);
  return entropyToMnemonic(sha256(concat(label, bytes)).subarray(0, 16), wordlist);
}

import { sha256 } from "@noble/hashes/sha2.js";
import { entropyToMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { concat, utf8 } from "../bytes.ts";
import { type Anchor, encodeAnchor } from "./anchor.ts";

const LABEL = utf8("nightjar anchor fingerprint v1\n");

/**
 * The anchor's fingerprint, to be read aloud: 12 English BIP39 words separated by spaces, that is the first 128
 * bits of SHA-256(label ‖ anchor) and a 4-bit checksum against slips (SPEC.md, "Anchor").
 */
export function anchorFingerprint(anchor: Anchor): string {
  return entropyToMnemonic(sha256(concat(LABEL, encodeAnchor(anchor))).subarray(0, 16), wordlist);
}

import { wordlist } from "@scure/bip39/wordlists/english.js";
import { parseHex } from "../../../crypto/encoding.ts";
import type { TipId } from "../../casebook/names.ts";
import type { Called } from "./told-apart.ts";

/**
 * What people call a tip: two words of the English BIP 39 list, and twelve decimal digits where another tip has the same
 * ones. From the envelope's digest alone, and so the same in every vault, bundle and casebook.
 */
export function designationOf(tip: TipId): Called {
  const bytes = parseHex(tip, 32, "document-malformed");
  const word = (at: number) => wordlist[numberIn(bytes.subarray(at, at + 2)) % wordlist.length];
  const digits = String(numberIn(bytes.subarray(4, 10)) % 1e12).padStart(12, "0");
  return { tip, words: `${word(0)} ${word(2)}`, digits };
}

function numberIn(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

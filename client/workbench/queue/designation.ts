import { wordlist } from "@scure/bip39/wordlists/english.js";
import { parseHex } from "../../../crypto/encoding.ts";
import type { TipId } from "../../casebook/names.ts";

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

/** What a tip is called, and what tells it apart from another that is called so too. */
export interface Called {
  readonly tip: TipId;
  readonly words: string;
  /** Twelve decimal digits. */
  readonly digits: string;
}

/** Digits that are added where the words, and then the words with the fewer digits, are not enough. */
const LENGTHS = [0, 3, 6, 12];

/** By tip, the words alone where no other has them, else with a number behind them: "amber falcon 347". */
export function toldApart(all: readonly Called[]): ReadonlyMap<TipId, string> {
  const names = new Map<TipId, string>();
  let left = all;
  for (const length of LENGTHS) {
    const named = left.map((called) => ({ called, name: nameOf(called, length) }));
    const times = new Map<string, number>();
    for (const { name } of named) times.set(name, (times.get(name) ?? 0) + 1);
    for (const { called, name } of named) names.set(called.tip, name);
    left = named.flatMap(({ called, name }) => (times.get(name) === 1 ? [] : called));
    if (left.length === 0) break;
  }
  return names;
}

function nameOf({ words, digits }: Called, length: number): string {
  return length === 0 ? words : `${words} ${digits.slice(0, length)}`;
}

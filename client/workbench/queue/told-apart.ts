import type { TipId } from "../../casebook/names.ts";

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

import type { TipId } from "../names.ts";

/** Which tips have a thing in common. */
export class Buckets {
  readonly #buckets = new Map<string, TipId[]>();

  put(tip: TipId, keys: Iterable<string>): void {
    for (const key of new Set(keys)) {
      const bucket = this.#buckets.get(key);
      if (bucket) bucket.push(tip);
      else this.#buckets.set(key, [tip]);
    }
  }

  /** All other tips with one of these keys, each once. */
  others(tip: TipId, keys: Iterable<string>): TipId[] {
    const found = new Set<TipId>();
    for (const key of keys) for (const other of this.#buckets.get(key) ?? []) found.add(other);
    found.delete(tip);
    return [...found];
  }

  /** In every bucket each tip with the first, and with the one before it. */
  *chains(): Generator<readonly [TipId, TipId]> {
    for (const [first, ...others] of this.#buckets.values()) {
      let before = first;
      for (const tip of others) {
        if (first === undefined || before === undefined) break;
        yield [first, tip];
        if (before !== first) yield [before, tip];
        before = tip;
      }
    }
  }
}

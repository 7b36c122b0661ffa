import type { TipId } from "../names.ts";

/** Which tips have a thing in common. */
export class Buckets<K> {
  readonly #buckets = new Map<K, TipId[]>();

  put(tip: TipId, keys: Iterable<K>): void {
    for (const key of new Set(keys)) {
      const bucket = this.#buckets.get(key);
      if (bucket) bucket.push(tip);
      else this.#buckets.set(key, [tip]);
    }
  }

  /** @param keys those under which it was put */
  take(tip: TipId, keys: Iterable<K>): void {
    for (const key of keys) {
      const left = this.#buckets.get(key)?.filter((other) => other !== tip) ?? [];
      if (left.length > 0) this.#buckets.set(key, left);
      else this.#buckets.delete(key);
    }
  }

  /** Other tips with one of these keys, each once, and not (many) more than `most`. */
  others(tip: TipId, keys: Iterable<K>, most = Number.POSITIVE_INFINITY): TipId[] {
    const found = new Set<TipId>();
    for (const key of keys) {
      for (const other of this.#buckets.get(key) ?? []) {
        if (other !== tip) found.add(other);
        if (found.size >= most) return [...found];
      }
    }
    return [...found];
  }
}

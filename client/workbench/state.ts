import { signal } from "@preact/signals";

/** Makes signals of an object's plain fields: whoever reads one, to show it or to derive something, hears of the next value. */
export function tracked(holder: object): void {
  for (const [name, value] of Object.entries(holder)) {
    const held = signal<unknown>(value);
    const set = (next: unknown) => {
      held.value = next;
    };
    Object.defineProperty(holder, name, { get: () => held.value, set, enumerable: true });
  }
}

/** A map with more in it; the same one if there is nothing more. */
export function mapWith<K, V>(map: ReadonlyMap<K, V>, more: readonly (readonly [K, V])[]): ReadonlyMap<K, V> {
  return more.length === 0 ? map : new Map([...map, ...more]);
}

export function mapWithout<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const next = new Map(map);
  return next.delete(key) ? next : map;
}

/** What is loaded when somebody asks for it first; undefined until it is there. */
export function whenAsked<T>(load: () => Promise<T>): () => T | undefined {
  const loaded = signal<T | undefined>(undefined);
  let isAsked = false;
  return () => {
    if (!isAsked)
      void load().then((value) => {
        loaded.value = value;
      });
    isAsked = true;
    return loaded.value;
  };
}

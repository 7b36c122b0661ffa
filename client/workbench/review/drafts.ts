import type { EntityId, TipId } from "../../casebook/names.ts";

/** What a person types bit by bit, and adds when it is done. */
export type DraftKind = "note" | "entity" | "label" | "translation";

interface Draft {
  readonly kind: DraftKind;
  readonly about: TipId | EntityId;
  readonly value: unknown;
}

/**
 * What was typed and isn't added yet, by what it is about: it is there when that is opened again, is no part of the
 * casebook, and is gone with the tab.
 */
export class Drafts {
  readonly #changed: () => void;
  readonly #drafts = new Map<string, Draft>();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get<T>(kind: DraftKind, about: TipId | EntityId, empty: T): T {
    return (this.#drafts.get(keyOf(kind, about))?.value as T | undefined) ?? empty;
  }

  /** @param value undefined lets it go */
  put(kind: DraftKind, about: TipId | EntityId, value: unknown): void {
    const key = keyOf(kind, about);
    if (value === undefined) this.#drafts.delete(key);
    else this.#drafts.set(key, { kind, about, value });
    this.#changed();
  }

  get count(): number {
    return this.#drafts.size;
  }

  /** What the oldest of them is about. */
  get first(): TipId | EntityId | undefined {
    return this.#drafts.values().next().value?.about;
  }
}

function keyOf(kind: DraftKind, about: TipId | EntityId): string {
  return `${kind} ${about}`;
}

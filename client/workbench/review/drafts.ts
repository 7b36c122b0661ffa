import { signal } from "@preact/signals";
import type { EntityId, TipId } from "../../casebook/names.ts";
import { mapWith, mapWithout } from "../state.ts";

/** What a person types bit by bit, and adds when it is done. */
type DraftKind =
  | "note"
  | "entity"
  | "label"
  | "translation"
  | "redaction"
  | "founding"
  | "override"
  | "reason"
  | "letter"
  | "refusal"
  | "recipient"
  | "filter-name"
  | "bulk-label";

export interface Draft {
  readonly kind: DraftKind;
  /** A tip, a station or an incident; where it is typed for none of them, the id of its field. */
  readonly about: TipId | EntityId | string;
  readonly value: unknown;
}

/** What drafts need of the rest. */
export interface DraftsHost {
  /** Whether there still is a place where it is typed. */
  isAsked(draft: Draft): boolean;
}

/**
 * What was typed and isn't added yet, by what it is about: it is there when that is opened again, is no part of the
 * casebook, and is gone with the tab.
 */
export class Drafts {
  readonly #host: DraftsHost;
  readonly #drafts = signal<ReadonlyMap<string, Draft>>(new Map());

  constructor(host: DraftsHost) {
    this.#host = host;
  }

  get<T>(kind: DraftKind, about: Draft["about"], empty: T): T {
    return (this.#drafts.value.get(keyOf(kind, about))?.value as T | undefined) ?? empty;
  }

  /** @param value undefined lets it go */
  put(kind: DraftKind, about: Draft["about"], value: unknown): void {
    const key = keyOf(kind, about);
    const drafts = this.#drafts.value;
    this.#drafts.value =
      value === undefined ? mapWithout(drafts, key) : mapWith(drafts, [[key, { kind, about, value }]]);
  }

  /** What was typed into one field, and what keeps what is typed next; nothing typed is no draft. */
  text(kind: DraftKind, about: Draft["about"]): readonly [string, (typed: string) => void] {
    return [this.get(kind, about, ""), (typed) => this.put(kind, about, typed === "" ? undefined : typed)];
  }

  get count(): number {
    return this.#asked.length;
  }

  /** The oldest of them. */
  get first(): Draft | undefined {
    return this.#asked[0];
  }

  get #asked(): readonly Draft[] {
    return [...this.#drafts.value.values()].filter((draft) => this.#host.isAsked(draft));
  }
}

function keyOf(kind: DraftKind, about: Draft["about"]): string {
  return `${kind} ${about}`;
}

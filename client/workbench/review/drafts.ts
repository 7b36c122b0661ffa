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
  /** Where several wait about the same: for which audience, or into which language it changes a translation. */
  readonly of?: string;
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

  get<T>(kind: DraftKind, about: Draft["about"], empty: T, of?: string): T {
    return (this.#drafts.value.get(keyOf(kind, about, of))?.value as T | undefined) ?? empty;
  }

  /** @param value undefined lets it go */
  put(kind: DraftKind, about: Draft["about"], value: unknown, of?: string): void {
    const key = keyOf(kind, about, of);
    const drafts = this.#drafts.value;
    const draft = { kind, about, value, ...(of !== undefined && { of }) };
    this.#drafts.value = value === undefined ? mapWithout(drafts, key) : mapWith(drafts, [[key, draft]]);
  }

  /** What was typed has been added: it goes, unless something else was typed there meanwhile. */
  added(kind: DraftKind, about: Draft["about"], value: unknown, of?: string): void {
    if (this.get(kind, about, undefined, of) === value) this.put(kind, about, undefined, of);
  }

  /**
   * What was typed into one field, what keeps what is typed next (nothing typed is no draft), and what lets it go once
   * it has been added.
   */
  text(
    kind: DraftKind,
    about: Draft["about"],
    of?: string,
  ): readonly [typed: string, type: (typed: string) => void, added: () => void] {
    const typed = this.get(kind, about, "", of);
    return [
      typed,
      (next) => this.put(kind, about, next === "" ? undefined : next, of),
      () => this.added(kind, about, typed, of),
    ];
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

function keyOf(kind: DraftKind, about: Draft["about"], of = ""): string {
  return `${kind} ${about} ${of}`;
}

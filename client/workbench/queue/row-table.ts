import type { TipId } from "../../casebook/names.ts";
import type { Row } from "./row.ts";
import { type Called, toldApart } from "./told-apart.ts";

/** A row as it is made of one tip alone, and what the tip is called. */
export interface MadeRow {
  readonly row: Row;
  readonly called: Called;
}

/** The rows of all tips, in the order in which they came; what changes one makes one anew. */
export class RowTable {
  readonly #make: (tip: TipId) => MadeRow;
  readonly #rows = new Map<TipId, Row>();
  readonly #called = new Map<TipId, Called>();
  readonly #places = new Map<TipId, number>();
  readonly #stale = new Set<TipId>();
  #all: readonly Row[] | undefined;

  constructor(make: (tip: TipId) => MadeRow) {
    this.#make = make;
  }

  /** Something else is to be seen of this tip, or it is new. */
  touch(tip: TipId): void {
    this.#stale.add(tip);
  }

  /** Something that may be seen of every tip has changed. */
  touchAll(): void {
    for (const tip of this.#rows.keys()) this.#stale.add(tip);
  }

  /** Makes what has to be made anew; which tips have another row now. */
  settle(): ReadonlySet<TipId> {
    const changed = new Set(this.#stale);
    if (changed.size === 0) return changed;
    this.#stale.clear();
    let sameNames = true;
    for (const tip of changed) {
      const { row, called } = this.#make(tip);
      const before = this.#called.get(tip);
      sameNames &&= before?.words === called.words && before.digits === called.digits;
      const designation = this.#rows.get(tip)?.designation ?? row.designation;
      this.#called.set(tip, called);
      this.#rows.set(tip, { ...row, designation });
      if (!this.#places.has(tip)) this.#places.set(tip, this.#places.size);
    }
    if (!sameNames) for (const tip of this.#nameAll()) changed.add(tip);
    this.#all = undefined;
    return changed;
  }

  get all(): readonly Row[] {
    this.#all ??= [...this.#rows.values()];
    return this.#all;
  }

  get(tip: TipId): Row | undefined {
    return this.#rows.get(tip);
  }

  /** How many tips came before this one. */
  placeOf(tip: TipId): number {
    return this.#places.get(tip) ?? -1;
  }

  /** Which tips are called otherwise than before: one that comes may be told apart from another by a number. */
  #nameAll(): TipId[] {
    return [...toldApart([...this.#called.values()])].flatMap(([tip, designation]) => {
      const row = this.#rows.get(tip);
      if (!row || row.designation === designation) return [];
      this.#rows.set(tip, { ...row, designation });
      return tip;
    });
  }
}

import type { TipId } from "../../casebook/names.ts";
import { tracked } from "../state.ts";
import { type Called, toldApart } from "./designation.ts";
import type { Row } from "./row.ts";

/** A row as it is made of one tip alone, and what the tip is called. */
export interface MadeRow {
  readonly row: Row;
  readonly called: Called;
}

/** The rows of all tips, in the order in which they came; what changes one makes one anew. */
export class RowTable {
  all: readonly Row[] = [];
  readonly #make: (tip: TipId) => MadeRow;
  readonly #called = new Map<TipId, Called>();
  readonly #places = new Map<TipId, number>();

  constructor(make: (tip: TipId) => MadeRow) {
    this.#make = make;
    tracked(this);
  }

  /** Something else is to be seen of these tips, or they are new. */
  remake(tips: Iterable<TipId>): void {
    const rows = [...this.all];
    let sameNames = true;
    for (const tip of tips) {
      const { row, called } = this.#make(tip);
      const before = this.#called.get(tip);
      sameNames &&= before?.words === called.words && before.digits === called.digits;
      this.#called.set(tip, called);
      const place = this.#places.get(tip) ?? rows.length;
      this.#places.set(tip, place);
      rows[place] = { ...row, designation: rows[place]?.designation ?? row.designation };
    }
    this.all = sameNames ? rows : this.#named(rows);
  }

  get(tip: TipId): Row | undefined {
    return this.all[this.placeOf(tip)];
  }

  /** How many tips came before this one. */
  placeOf(tip: TipId): number {
    return this.#places.get(tip) ?? -1;
  }

  /** One that comes may be told apart from another by a number. */
  #named(rows: readonly Row[]): readonly Row[] {
    const names = toldApart([...this.#called.values()]);
    return rows.map((row) => {
      const designation = names.get(row.tip.id) ?? row.designation;
      return row.designation === designation ? row : { ...row, designation };
    });
  }
}

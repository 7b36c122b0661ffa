import { type Dimension, UNKNOWN } from "../../casebook/counts.ts";
import { type Base, type Tallied, tallyFor } from "../../casebook/tally.ts";
import type { App } from "../app.ts";
import { type CountTable, tableOf } from "./table.ts";

/** What is counted, and by what. */
export interface Counting {
  readonly base: Base;
  readonly rows: Dimension;
  readonly columns: Dimension | null;
  /** As it would be published, small cells left out. */
  readonly published: boolean;
}

/** The counts: the worker reads ten thousand reports, the page adds up. */
export class CountsDesk {
  counting: Counting = { base: "tips", rows: "country", columns: "premises", published: false };
  /** Undefined until the worker has answered for the first time. */
  tallied: readonly Tallied[] | undefined;
  readonly #app: App;
  #state = "";

  constructor(app: App) {
    this.#app = app;
  }

  count(counting: Partial<Counting>): void {
    const next = { ...this.counting, ...counting };
    this.counting = next.columns === next.rows ? { ...next, columns: null } : next;
    this.#app.changed();
  }

  /** Asks anew if the casebook has changed since. To be called whenever counts are looked at. */
  refresh(): void {
    const { state } = this.#app.casebook;
    if (state === this.#state) return;
    this.#state = state;
    void this.#app.attempt(() =>
      this.#app.worker.ask({ kind: "tally" }, (message) => {
        if (message.kind === "tallied") this.tallied = message.tallied;
      }),
    );
  }

  /** Everything of the base that reviewers may count. */
  get all(): readonly Tallied[] {
    return tallyFor(this.tallied ?? [], this.counting.base, "internal");
  }

  /** What of it may be counted in public. */
  get open(): readonly Tallied[] {
    return tallyFor(this.tallied ?? [], this.counting.base, "statistics");
  }

  get table(): CountTable | undefined {
    const { rows, columns, published } = this.counting;
    return tableOf(published ? this.open : this.all, rows, columns, published);
  }

  /** In how many countries they are, as far as that is known. */
  countries(tallied: readonly Tallied[]): number {
    return new Set(tallied.map(({ counted }) => counted.country).filter((country) => country !== UNKNOWN))
      .size;
  }

  /** The dimensions of an export of the same counts. */
  get dimensions(): readonly Dimension[] {
    const { rows, columns } = this.counting;
    return columns === null ? [rows] : [rows, columns];
  }
}

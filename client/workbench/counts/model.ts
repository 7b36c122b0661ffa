import { computed, type ReadonlySignal } from "@preact/signals";
import { type Base, type Dimension, UNKNOWN } from "../../casebook/counts.ts";
import { type Way, waysInstead } from "../../casebook/export/counts-file.ts";
import { publishedBase, type Tallied, tallyFor } from "../../casebook/tally.ts";
import { AUDIENCES, type Audience } from "../../casebook/what.ts";
import type { Host } from "../host.ts";
import { tracked } from "../state.ts";
import { type CountTable, tableOf } from "./table.ts";

/** What is counted, and by what. */
export interface Counting {
  readonly base: Base;
  readonly rows: Dimension;
  readonly columns: Dimension | null;
  /** As it would be published now. */
  readonly published: boolean;
}

/** What counting needs of the rest. */
export type CountsHost = Host & { readonly casebook: { readonly state: string } };

/** The counts: the worker reads ten thousand reports, the page adds up. */
export class CountsModel {
  counting: Counting = { base: "tips", rows: "country", columns: "premises", published: false };
  /** Undefined until the worker has answered for the first time. */
  tallied: readonly Tallied[] | undefined;
  /** In which ways publications counted. */
  ways: readonly Way[] = [];
  /** The counts as an export for an audience has them; undefined if it would be refused. */
  readonly tableFor = forAudience((audience): CountTable | undefined => {
    if (this.waysInstead(audience).length > 0) return undefined;
    const { rows, columns } = this.counting;
    return tableOf(this.#talliedFor(audience), rows, columns, audience);
  });
  readonly #host: CountsHost;
  readonly #talliedFor = forAudience((audience) =>
    tallyFor(this.tallied ?? [], this.counting.base, audience),
  );
  #state = "";

  constructor(host: CountsHost) {
    this.#host = host;
    tracked(this);
  }

  count(counting: Partial<Counting>): void {
    const next = { ...this.counting, ...counting };
    this.counting = next.columns === next.rows ? { ...next, columns: null } : next;
  }

  /** Asks anew if the casebook has changed since. To be called whenever counts are looked at. */
  refresh(): void {
    const { state } = this.#host.casebook;
    if (state === this.#state) return;
    this.#state = state;
    void this.#host.attempt(async () => {
      const { tallied, ways } = await this.#host.worker.call("tally", null);
      this.tallied = tallied;
      this.ways = ways;
    });
  }

  /** Everything of the base that reviewers may count. */
  get all(): readonly Tallied[] {
    return this.#talliedFor("internal");
  }

  /** What of it may be counted in public, and isn't yet. */
  get open(): readonly Tallied[] {
    return this.#talliedFor("statistics");
  }

  get table(): CountTable | undefined {
    return this.tableFor(this.counting.published ? "statistics" : "internal");
  }

  /** The ways in which publications count, if this one would be another; else none. */
  waysInstead(audience: Audience): readonly Way[] {
    const way = { base: publishedBase(this.counting.base), dimensions: this.dimensions };
    return audience === "internal" ? [] : waysInstead(this.ways, way);
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

/** Derived once for each audience that somebody asks for. */
function forAudience<T>(derive: (audience: Audience) => T): (audience: Audience) => T {
  const derived = new Map(AUDIENCES.map((audience) => [audience, computed(() => derive(audience))]));
  return (audience) => (derived.get(audience) as ReadonlySignal<T>).value;
}

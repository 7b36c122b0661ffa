import type { TipId } from "../../casebook/names.ts";
import type { Host } from "../host.ts";
import type { QueueDesk } from "../queue/desk.ts";
import type { Among } from "../queue/filter.ts";
import type { Row } from "../queue/row.ts";
import type { CasebookDesk } from "../review/casebook.ts";
import type { Unit, Years } from "../times/bins.ts";
import { arrivalSpans, type Span, toldSpans } from "../times/spans.ts";
import type { Gazetteer } from "./gazetteer.ts";
import { type Whereabouts, whereaboutsOf } from "./locations.ts";
import { loadGazetteer, loadWorld } from "./packed.ts";
import { spotsOf } from "./spots.ts";
import type { Viewport } from "./viewport.ts";
import type { World } from "./world.ts";

/** Which tips are on the map: all that are not set aside, or those that the queue shows. */
export type Of = "all" | "queue";

/** Which times are on the timeline: those that tips tell of, or the days on which tips came. */
export type When = "told" | "came";

/** What a person looks at, of places and times. Null: as much as there is. */
export interface LookingAt {
  readonly of: Of;
  readonly when: When;
  readonly unit: Unit | null;
  readonly years: Years | null;
}

/** What tips say of where and when. */
export interface Seen {
  readonly rows: readonly Row[];
  readonly when: When;
  readonly where: Whereabouts;
  readonly spans: readonly Span[];
}

/** What places need of the rest. */
export interface PlaceHost extends Pick<Host, "changed"> {
  readonly queue: Pick<QueueDesk, "visible" | "rows">;
  readonly casebook: Pick<CasebookDesk, "views">;
  /** Shows in the queue the tips that were chosen elsewhere. */
  showAmong(among: Among): void;
}

/** Where and when tips are, from the page's side. */
export class PlaceDesk {
  looking: LookingAt = { of: "all", when: "told", unit: null, years: null };
  /** Where the map was left. */
  viewport: Viewport | undefined;
  /** Countries whose places the table shows. */
  readonly unfolded = new Set<string>();
  readonly #host: PlaceHost;
  readonly #loading = new Set<string>();
  #gazetteer: Gazetteer | undefined;
  #world: World | undefined;
  #seen: Seen | undefined;

  constructor(host: PlaceHost) {
    this.#host = host;
  }

  look(looking: Partial<LookingAt>): void {
    this.looking = { ...this.looking, ...looking };
    this.#host.changed();
  }

  unfold(country: string): void {
    if (!this.unfolded.delete(country)) this.unfolded.add(country);
    this.#host.changed();
  }

  /** Undefined until it is unpacked, which the first question begins. */
  get gazetteer(): Gazetteer | undefined {
    this.#loadOnce("gazetteer", async () => {
      this.#gazetteer = await loadGazetteer();
    });
    return this.#gazetteer;
  }

  /** Undefined until it is unpacked, which the first question begins. */
  get world(): World | undefined {
    this.#loadOnce("world", async () => {
      this.#world = await loadWorld();
    });
    return this.#world;
  }

  /** What is seen of places and times; the same object as long as nothing of it has changed. */
  get seen(): Seen {
    const { when } = this.looking;
    const rows = this.#rows();
    if (this.#seen?.when !== when || !same(this.#seen.rows, rows)) this.#seen = this.#see(rows, when);
    return this.#seen;
  }

  /** Shows in the queue the tips of a mark, a line or a bar. */
  show(tips: Iterable<TipId>, said: string): void {
    this.#host.showAmong({ tips: new Set(tips), said });
  }

  #rows(): readonly Row[] {
    const { queue } = this.#host;
    return this.looking.of === "queue" ? queue.visible : queue.rows.filter(({ aside }) => !aside);
  }

  #see(rows: readonly Row[], when: When): Seen {
    const { views } = this.#host.casebook;
    const spots = rows.flatMap(({ tip: { id, contents } }) => spotsOf({ id, contents, view: views.get(id) }));
    const all = rows.map(({ tip }) => tip.id);
    const spansOf = when === "told" ? toldSpans : arrivalSpans;
    return { rows, when, where: whereaboutsOf(spots, all), spans: rows.flatMap(({ tip }) => spansOf(tip)) };
  }

  #loadOnce(name: string, load: () => Promise<void>): void {
    if (this.#loading.has(name)) return;
    this.#loading.add(name);
    void load().then(() => this.#host.changed());
  }
}

/** Rows are made anew when anything of them changes. */
function same(some: readonly Row[], others: readonly Row[]): boolean {
  return some.length === others.length && some.every((row, i) => row === others[i]);
}

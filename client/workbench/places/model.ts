import { computed } from "@preact/signals";
import type { TipId } from "../../casebook/names.ts";
import type { Among } from "../queue/filter.ts";
import type { QueueModel } from "../queue/model.ts";
import type { Row } from "../queue/row.ts";
import type { CasebookModel } from "../review/casebook.ts";
import { tracked, whenAsked } from "../state.ts";
import type { Unit, Years } from "../times/bins.ts";
import { arrivalSpans, type Span, toldSpans } from "../times/spans.ts";
import { type Whereabouts, whereaboutsOf } from "./locations.ts";
import { loadGazetteer, loadWorld } from "./packed.ts";
import { spotsOf } from "./spots.ts";
import type { Viewport } from "./viewport.ts";

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
export interface PlaceHost {
  readonly queue: Pick<QueueModel, "visible" | "rows">;
  readonly casebook: Pick<CasebookModel, "views">;
  /** Shows in the queue the tips that were chosen elsewhere. */
  showAmong(among: Among): void;
}

/** Where and when tips are, from the page's side. */
export class PlaceModel {
  looking: LookingAt = { of: "all", when: "told", unit: null, years: null };
  /** Where the map was left. */
  viewport: Viewport | undefined;
  /** Countries whose places the table shows. */
  unfolded: ReadonlySet<string> = new Set();
  readonly #host: PlaceHost;
  readonly #gazetteer = whenAsked(loadGazetteer);
  readonly #world = whenAsked(loadWorld);
  readonly #of = computed(() => this.looking.of);
  readonly #when = computed(() => this.looking.when);
  readonly #rows = computed(() => {
    const { queue } = this.#host;
    return this.#of.value === "queue" ? queue.visible : queue.rows.filter(({ aside }) => !aside);
  });
  readonly #seen = computed((): Seen => {
    const { views } = this.#host.casebook;
    const [rows, when] = [this.#rows.value, this.#when.value];
    const spots = rows.flatMap(({ tip: { id, contents } }) => spotsOf({ id, contents, view: views.get(id) }));
    const all = rows.map(({ tip }) => tip.id);
    const spansOf = when === "told" ? toldSpans : arrivalSpans;
    return { rows, when, where: whereaboutsOf(spots, all), spans: rows.flatMap(({ tip }) => spansOf(tip)) };
  });

  constructor(host: PlaceHost) {
    this.#host = host;
    tracked(this);
  }

  look(looking: Partial<LookingAt>): void {
    this.looking = { ...this.looking, ...looking };
  }

  unfold(country: string): void {
    const unfolded = new Set(this.unfolded);
    if (!unfolded.delete(country)) unfolded.add(country);
    this.unfolded = unfolded;
  }

  /** Undefined until it is unpacked, which the first question begins. */
  get gazetteer() {
    return this.#gazetteer();
  }

  /** Undefined until it is unpacked, which the first question begins. */
  get world() {
    return this.#world();
  }

  /** What is seen of places and times; the same object as long as nothing of it has changed. */
  get seen(): Seen {
    return this.#seen.value;
  }

  /** Shows in the queue the tips of a mark, a line or a bar. */
  show(tips: Iterable<TipId>, said: string): void {
    this.#host.showAmong({ tips: new Set(tips), said });
  }
}

import type { AttachmentHash, TipId } from "../names.ts";
import type { SuggestionCode } from "../what.ts";
import { Buckets } from "./buckets.ts";
import { kilometres } from "./distance.ts";
import { bandsOf } from "./minhash.ts";
import type { NearTip } from "./near-tip.ts";
import { comparable, resemblance, shinglesOf } from "./shingles.ts";

/** Another tip that may belong to one, and why; a person decides. */
export interface Suggestion {
  readonly code: SuggestionCode;
  readonly other: TipId;
  readonly why: Explanation;
}

export type Explanation =
  /** The share of character n-grams that both texts have, 0 to 1. */
  | { readonly code: "similar_text"; readonly resemblance: number }
  /** The place's name, as chosen or as typed. */
  | { readonly code: "same_place"; readonly place: string }
  | { readonly code: "near_place"; readonly kilometres: number; readonly place: string }
  | { readonly code: "same_name"; readonly name: string }
  | { readonly code: "same_file"; readonly sha256: AttachmentHash };

export interface NearOptions {
  /** Folds simplified and traditional characters together, if whoever calls has something that does. */
  readonly fold?: (text: string) => string;
  /** From which share of n-grams on two texts are near-duplicates. */
  readonly threshold?: number;
}

const THRESHOLD = 0.5;
/** Different places within this distance are near. */
const NEAR_KILOMETRES = 10;
/** Degrees of a cell of the grid in which near places are looked for. */
const CELL = 0.25;
/** What more tips than this have in common says nothing of any two of them. */
const MOST_SHARING = 200;

interface Entry extends NearTip {
  readonly shingles: Uint32Array;
}

/** The tips of a casebook, to find for each what may belong to it. Suggests; never links. */
export class NearIndex {
  readonly #entries: ReadonlyMap<TipId, Entry>;
  readonly #bands = new Buckets();
  readonly #places = new Buckets();
  readonly #cells = new Buckets();
  readonly #names = new Buckets();
  readonly #files = new Buckets();
  readonly #options: NearOptions;

  constructor(tips: Iterable<NearTip>, options: NearOptions = {}) {
    this.#options = options;
    this.#entries = new Map(
      [...tips].map((tip) => [tip.tip, { ...tip, shingles: shinglesOf(comparable(tip.text, options.fold)) }]),
    );
    for (const entry of this.#entries.values()) {
      this.#bands.put(entry.tip, bandsOf(entry.shingles));
      this.#places.put(entry.tip, [...this.#placeKeys(entry).keys()]);
      this.#names.put(entry.tip, [...this.#nameKeys(entry).keys()]);
      this.#files.put(entry.tip, entry.files);
      this.#cells.put(
        entry.tip,
        entry.chosen.map(({ lat, lon }) => cellOf(lat, lon)),
      );
    }
  }

  /** What may belong to a tip, the surest first: files, then names, texts, places; each other tip once for a reason. */
  suggestionsFor(tip: TipId): readonly Suggestion[] {
    const entry = this.#entries.get(tip);
    if (!entry) return [];
    return [
      ...this.#sharing(entry, this.#files, entry.files, (sha256) => ({
        code: "same_file",
        sha256: sha256 as AttachmentHash,
      })),
      ...this.#named(entry, this.#names, this.#nameKeys(entry), (name) => ({ code: "same_name", name })),
      ...this.#similar(entry),
      ...this.#named(entry, this.#places, this.#placeKeys(entry), (place) => ({ code: "same_place", place })),
      ...this.#near(entry),
    ];
  }

  /** Tips whose texts are near-duplicates of a tip's, with how much they share, most first. */
  similarTo(tip: TipId): readonly { readonly other: TipId; readonly resemblance: number }[] {
    const entry = this.#entries.get(tip);
    if (!entry) return [];
    return this.#bands
      .others(tip, bandsOf(entry.shingles))
      .map((other) => ({ other, resemblance: this.#resemblance(entry, other) }))
      .filter(({ resemblance: share }) => share >= this.#threshold)
      .sort((a, b) => b.resemblance - a.resemblance || (a.other < b.other ? -1 : 1));
  }

  get tips(): readonly TipId[] {
    return [...this.#entries.keys()];
  }

  /** Pairs that suffice to find all groups: in a flood of n duplicates some n pairs for a band, not n². */
  candidatePairs(): Iterable<readonly [TipId, TipId]> {
    return this.#bands.chains();
  }

  /** Whether two texts are near-duplicates. */
  areSimilar(a: TipId, b: TipId): boolean {
    const entry = this.#entries.get(a);
    return entry !== undefined && this.#resemblance(entry, b) >= this.#threshold;
  }

  get #threshold(): number {
    return this.#options.threshold ?? THRESHOLD;
  }

  #resemblance(entry: Entry, other: TipId): number {
    return resemblance(entry.shingles, this.#entries.get(other)?.shingles ?? new Uint32Array());
  }

  #similar({ tip }: Entry): Suggestion[] {
    return this.similarTo(tip)
      .slice(0, MOST_SHARING)
      .map(({ other, resemblance: share }) => {
        const rounded = Math.round(share * 100) / 100;
        return { code: "similar_text", other, why: { code: "similar_text", resemblance: rounded } };
      });
  }

  #named(
    entry: Entry,
    buckets: Buckets,
    names: ReadonlyMap<string, string>,
    why: (name: string) => Explanation,
  ): Suggestion[] {
    return this.#sharing(entry, buckets, [...names.keys()], (key) => why(names.get(key) ?? key));
  }

  #sharing(
    { tip }: Entry,
    buckets: Buckets,
    keys: readonly string[],
    why: (key: string) => Explanation,
  ): Suggestion[] {
    const found = new Map<TipId, Suggestion>();
    for (const key of keys) {
      const others = buckets.others(tip, [key]);
      if (others.length >= MOST_SHARING) continue;
      for (const other of others) {
        const explained = why(key);
        if (!found.has(other)) found.set(other, { code: explained.code, other, why: explained });
      }
    }
    return [...found.values()];
  }

  #near(entry: Entry): Suggestion[] {
    const found = new Map<TipId, Suggestion>();
    for (const here of entry.chosen) {
      for (const other of this.#cells.others(entry.tip, cellsAround(here.lat, here.lon))) {
        for (const there of this.#entries.get(other)?.chosen ?? []) {
          const distance = kilometres(here, there);
          if (here.geonames === there.geonames || distance > NEAR_KILOMETRES || found.has(other)) continue;
          const rounded = Math.round(distance * 10) / 10;
          found.set(other, {
            code: "near_place",
            other,
            why: { code: "near_place", kilometres: rounded, place: there.name },
          });
        }
      }
    }
    return found.size >= MOST_SHARING ? [] : [...found.values()];
  }

  /** By key, the name to show. A city alone is a place; a country alone is none. */
  #placeKeys({ chosen, typed }: Entry): Map<string, string> {
    const keys = new Map<string, string>();
    for (const { geonames, name } of chosen) keys.set(`chosen ${geonames}`, name);
    for (const { country, city, address } of typed) {
      const said = comparable(`${city}${address}`, this.#options.fold);
      if (said !== "")
        keys.set(`typed ${country ?? ""} ${said}`, [city, address].filter((part) => part !== "").join(", "));
    }
    return keys;
  }

  #nameKeys({ names }: Entry): Map<string, string> {
    const keyed = names.map((name): [string, string] => [comparable(name, this.#options.fold), name]);
    return new Map(keyed.filter(([key]) => [...key].length > 1));
  }
}

function cellOf(lat: number, lon: number): string {
  const east = ((lon + 540) % 360) - 180;
  return `${Math.floor(lat / CELL)} ${Math.floor(east / CELL)}`;
}

/** The cells that hold all that is near: far in the north a cell of longitude is narrow. */
function cellsAround(lat: number, lon: number): string[] {
  const wide = Math.min(
    20,
    Math.ceil(NEAR_KILOMETRES / (111 * CELL * Math.max(0.01, Math.cos((lat * Math.PI) / 180)))),
  );
  const cells: string[] = [];
  for (let north = -1; north <= 1; north++) {
    for (let east = -wide; east <= wide; east++) {
      cells.push(cellOf(lat + north * CELL, lon + east * CELL));
    }
  }
  return cells;
}

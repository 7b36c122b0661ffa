import type { AttachmentHash, TipId } from "../names.ts";
import type { SuggestionCode } from "../what.ts";
import { Buckets } from "./buckets.ts";
import { Clusters } from "./clusters.ts";
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
  /** From which share on they are in one group. */
  readonly grouped?: number;
}

/** From which share of n-grams on two texts are near-duplicates. */
const THRESHOLD = 0.5;
/** A victim who quotes the gang's letter, and tells a story of half its length, is in no group with it. */
const GROUPED = 0.9;
/** So many n-grams that nobody else of a group has are much text of one's own: a sentence or two. */
const MUCH = 40;
/** Texts with fewer n-grams than this have to be all but the same: "see the picture" is what many write. */
const SHORT = 40;
const SHORT_THRESHOLD = 0.9;
/** Different places within this distance are near. */
const NEAR_KILOMETRES = 10;
/** Degrees of a cell of the grid in which near places are looked for. */
const CELL = 0.25;
/** What more tips than this have in common says nothing of any two of them. */
const MOST_SHARING = 200;
/** Tips that are looked at for one text. */
const MOST_COMPARED = 2000;

/** What is held of a tip: enough to compare it, and not its text. */
interface Entry extends Omit<NearTip, "text"> {
  readonly shingles: Uint32Array;
  readonly bands: readonly number[];
}

/** Tips, to find for each what may belong to it, and which are near-duplicates. Suggests; never links. */
export class NearIndex {
  readonly #entries = new Map<TipId, Entry>();
  readonly #bands = new Buckets<number>();
  readonly #places = new Buckets<string>();
  readonly #cells = new Buckets<string>();
  readonly #names = new Buckets<string>();
  readonly #files = new Buckets<string>();
  readonly #options: NearOptions;
  #clusters: Clusters | undefined = new Clusters();

  constructor(tips: Iterable<NearTip>, options: NearOptions = {}) {
    this.#options = options;
    for (const tip of tips) this.put(tip);
  }

  /** Takes a tip in, or what is known of it now instead of what was known before. */
  put(tip: NearTip): void {
    const entry = this.#entryOf(tip);
    const before = this.#entries.get(tip.tip);
    if (before) this.#takeOut(before);
    this.#entries.set(tip.tip, entry);
    this.#bands.put(entry.tip, entry.bands);
    this.#places.put(entry.tip, this.#placeKeys(entry).keys());
    this.#names.put(entry.tip, this.#nameKeys(entry).keys());
    this.#files.put(entry.tip, entry.files);
    this.#cells.put(entry.tip, cellsOf(entry));
    if (!before) this.#clusters?.put(entry.tip, entry.bands, (other) => this.#areAlike(entry, other));
    else if (String(before.shingles) !== String(entry.shingles)) this.#clusters = undefined;
  }

  /**
   * Groups of all but the same text, each of two or more. Members ascending; the groups by their first member. Which
   * group a text joins that is like some of two hangs on the order in which they came.
   */
  groups(): readonly (readonly TipId[])[] {
    this.#clusters ??= this.#clustered();
    return this.#clusters.groups();
  }

  /** Those of a group with much text that no other of it has. */
  ownTextIn(group: readonly TipId[]): readonly TipId[] {
    const shared = new Map<number, number>();
    const texts = group.map((tip) => [tip, this.#entries.get(tip)?.shingles ?? new Uint32Array()] as const);
    for (const [, shingles] of texts) {
      for (const shingle of shingles) shared.set(shingle, (shared.get(shingle) ?? 0) + 1);
    }
    return texts.flatMap(([tip, shingles]) =>
      shingles.filter((shingle) => shared.get(shingle) === 1).length >= MUCH ? [tip] : [],
    );
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
      .others(tip, entry.bands, MOST_COMPARED)
      .map((other) => ({ other, resemblance: this.#resemblance(entry, other) }))
      .filter(({ resemblance: share }) => share > 0)
      .sort((a, b) => b.resemblance - a.resemblance || (a.other < b.other ? -1 : 1));
  }

  #areAlike(entry: Entry, other: TipId): boolean {
    return this.#resemblance(entry, other) >= (this.#options.grouped ?? GROUPED);
  }

  /** The place counts as a part of the text: two tips that say "see the picture" may mean two places. */
  #entryOf({ text, ...tip }: NearTip): Entry {
    const places = tip.typed.map(({ country, city, address }) => `${country ?? ""}${city}${address}`);
    const all = text.trim() === "" ? "" : [text, ...places].join("\n");
    const shingles = shinglesOf(comparable(all, this.#options.fold));
    return { ...tip, shingles, bands: bandsOf(shingles) };
  }

  #takeOut(entry: Entry): void {
    this.#bands.take(entry.tip, entry.bands);
    this.#places.take(entry.tip, this.#placeKeys(entry).keys());
    this.#names.take(entry.tip, this.#nameKeys(entry).keys());
    this.#files.take(entry.tip, entry.files);
    this.#cells.take(entry.tip, cellsOf(entry));
  }

  #clustered(): Clusters {
    const clusters = new Clusters();
    for (const entry of this.#entries.values())
      clusters.put(entry.tip, entry.bands, (other) => this.#areAlike(entry, other));
    return clusters;
  }

  /** 0 if they are no near-duplicates. */
  #resemblance(entry: Entry, other: TipId): number {
    const { shingles } = this.#entries.get(other) ?? { shingles: new Uint32Array() };
    const threshold = Math.min(entry.shingles.length, shingles.length) < SHORT ? SHORT_THRESHOLD : THRESHOLD;
    const share = resemblance(entry.shingles, shingles, threshold);
    return share >= threshold ? share : 0;
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
    buckets: Buckets<string>,
    names: ReadonlyMap<string, string>,
    why: (name: string) => Explanation,
  ): Suggestion[] {
    return this.#sharing(entry, buckets, [...names.keys()], (key) => why(names.get(key) ?? key));
  }

  #sharing(
    { tip }: Entry,
    buckets: Buckets<string>,
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
  #placeKeys({ chosen, typed }: Pick<NearTip, "chosen" | "typed">): Map<string, string> {
    const keys = new Map<string, string>();
    for (const { geonames, name } of chosen) keys.set(`chosen ${geonames}`, name);
    for (const { country, city, address } of typed) {
      const said = comparable(`${city}${address}`, this.#options.fold);
      if (said !== "")
        keys.set(`typed ${country ?? ""} ${said}`, [city, address].filter((part) => part !== "").join(", "));
    }
    return keys;
  }

  #nameKeys({ names }: Pick<NearTip, "names">): Map<string, string> {
    const keyed = names.map((name): [string, string] => [comparable(name, this.#options.fold), name]);
    return new Map(keyed.filter(([key]) => [...key].length > 1));
  }
}

function cellsOf({ chosen }: Pick<NearTip, "chosen">): string[] {
  return chosen.map(({ lat, lon }) => cellOf(lat, lon));
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

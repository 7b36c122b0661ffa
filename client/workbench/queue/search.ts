import { signal } from "@preact/signals";
import type { TipId } from "../../casebook/names.ts";
import type { TipContents } from "../../opening/opened-tip.ts";
import { countryName } from "../../report/countries.ts";
import type { Report } from "../../report/report.ts";
import { LANGUAGES } from "../../report/vocabulary/languages.ts";
import type { QueuedTip } from "./queued-tip.ts";
import { needlesOf, searchable } from "./terms.ts";

/** What a tip holds, and what reviewers added: the designation, labels, notes. */
interface Given {
  readonly contents: TipContents;
  readonly added: string;
}

/** The same as it is searched. */
interface Entry extends Given {
  readonly sent: string;
  readonly addedText: string;
}

/** Texts that can be searched; another object whenever one has come. */
interface Searchable {
  readonly entries: Map<TipId, Entry>;
}

interface Found {
  readonly among: Searchable;
  readonly needles: readonly string[];
  readonly tips: ReadonlySet<TipId>;
}

/**
 * Finds tips by what sources wrote, and by what reviewers added; all in memory. Texts are looked through from
 * beginning to end: the browser's own search of a string takes milliseconds for ten thousand tips, with or without a
 * JIT, where an index of them takes half a minute to make and twenty times the memory.
 */
export class Search {
  readonly #searchable = signal<Searchable>({ entries: new Map() });
  /** What has come in and can't be found yet. */
  readonly #due = new Map<TipId, Given>();
  readonly #left = signal(0);
  #last: Found | undefined;

  /** How many tips can't be found yet. */
  get due(): number {
    return this.#left.value;
  }

  /** It can be found once `work` has come to it. */
  put({ id, contents }: Pick<QueuedTip, "id" | "contents">, added: string): void {
    const known = this.#due.get(id) ?? this.#searchable.value.entries.get(id);
    if (known?.contents !== contents || known.added !== added) this.#due.set(id, { contents, added });
    this.#left.value = this.#due.size;
  }

  /** Makes one more tip findable; false if there is none left. */
  readonly work = (): boolean => {
    const [next] = this.#due;
    if (!next) return false;
    const [id, given] = next;
    const { entries } = this.#searchable.value;
    const known = entries.get(id);
    const sent = known?.contents === given.contents ? known.sent : searchable(textOf(given.contents));
    this.#due.delete(id);
    entries.set(id, { ...given, sent, addedText: searchable(given.added) });
    this.#searchable.value = { entries };
    this.#left.value = this.#due.size;
    return this.#due.size > 0;
  };

  /** All tips in which everything stands that a query asks for; undefined if it asks for nothing. */
  find(query: string): ReadonlySet<TipId> | undefined {
    const needles = needlesOf(query);
    if (needles.length === 0) return undefined;
    const among = this.#searchable.value;
    const last = this.#last?.among === among ? this.#last : undefined;
    if (last && last.needles.join() === needles.join()) return last.tips;
    const some = last && isNarrower(needles, last.needles) ? last.tips : among.entries.keys();
    const tips = new Set<TipId>();
    for (const id of some) {
      const entry = among.entries.get(id);
      if (entry && needles.every((needle) => holds(entry, needle))) tips.add(id);
    }
    this.#last = { needles, among, tips };
    return tips;
  }
}

function holds({ sent, addedText }: Entry, needle: string): boolean {
  return sent.includes(needle) || addedText.includes(needle);
}

/** Whether whatever holds all of these holds all of those as well, as when somebody types on. */
function isNarrower(these: readonly string[], those: readonly string[]): boolean {
  return those.every((one) => these.some((other) => other.includes(one)));
}

/** What a source said in sentences. */
export function ownWordsOf(contents: TipContents): string {
  if (contents.kind === "by-hand") return contents.text ?? "";
  return contents.kind === "report" ? contents.tip.report.narrative : "";
}

/** All that a source wrote, and the names of the countries in every language. */
function textOf(contents: TipContents): string {
  if (contents.kind === "by-hand") return contents.text ?? "";
  return contents.kind === "report" ? wordsOf(contents.tip.report).join("\n") : "";
}

function wordsOf({ station, pressure, narrative }: Report): string[] {
  const places = [station?.place, pressure?.place].flatMap((place) => place ?? []);
  return [
    narrative,
    station?.premisesOther ?? "",
    station?.nameUsedOther ?? "",
    station?.linkedBureauOther ?? "",
    pressure?.directOther ?? "",
    ...places.flatMap(({ region, city, address }) => [region, city, address]),
    ...places.flatMap(({ country }) =>
      country ? LANGUAGES.map((language) => nameOf(country, language)) : [],
    ),
  ];
}

const names = new Map<string, string>();

/** Making a table of names takes long, and there are few countries. */
function nameOf(country: Parameters<typeof countryName>[0], language: string): string {
  const key = `${language} ${country}`;
  const known = names.get(key) ?? countryName(country, language);
  names.set(key, known);
  return known;
}

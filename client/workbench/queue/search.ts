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

interface Found {
  readonly needles: readonly string[];
  readonly version: number;
  readonly tips: ReadonlySet<TipId>;
}

/**
 * Finds tips by what sources wrote, and by what reviewers added; all in memory. Texts are looked through from
 * beginning to end: the browser's own search of a string takes milliseconds for ten thousand tips, with or without a
 * JIT, where an index of them takes half a minute to make and twenty times the memory.
 */
export class Search {
  readonly #entries = new Map<TipId, Entry>();
  /** What has come in and can't be found yet. */
  readonly #due = new Map<TipId, Given>();
  #version = 0;
  #last: Found | undefined;

  /** Another number whenever something else may be found. */
  get version(): number {
    return this.#version;
  }

  /** How many tips can't be found yet. */
  get due(): number {
    return this.#due.size;
  }

  /** It can be found once `work` has come to it. */
  put({ id, contents }: Pick<QueuedTip, "id" | "contents">, added: string): void {
    const known = this.#due.get(id) ?? this.#entries.get(id);
    if (known?.contents !== contents || known.added !== added) this.#due.set(id, { contents, added });
  }

  /** Makes one more tip findable; false if there is none left. */
  readonly work = (): boolean => {
    const [next] = this.#due;
    if (!next) return false;
    const [id, given] = next;
    const known = this.#entries.get(id);
    const sent = known?.contents === given.contents ? known.sent : searchable(textOf(given.contents));
    this.#due.delete(id);
    this.#entries.set(id, { ...given, sent, addedText: searchable(given.added) });
    this.#version++;
    return this.#due.size > 0;
  };

  /** All tips in which everything stands that a query asks for; undefined if it asks for nothing. */
  find(query: string): ReadonlySet<TipId> | undefined {
    const needles = needlesOf(query);
    if (needles.length === 0) return undefined;
    const last = this.#last?.version === this.#version ? this.#last : undefined;
    if (last && last.needles.join() === needles.join()) return last.tips;
    const tips = this.#among(last && isNarrower(needles, last.needles) ? last.tips : undefined, needles);
    this.#last = { needles, version: this.#version, tips };
    return tips;
  }

  #among(some: ReadonlySet<TipId> | undefined, needles: readonly string[]): ReadonlySet<TipId> {
    const found = new Set<TipId>();
    for (const id of some ?? this.#entries.keys()) {
      const entry = this.#entries.get(id);
      if (entry && needles.every((needle) => holds(entry, needle))) found.add(id);
    }
    return found;
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

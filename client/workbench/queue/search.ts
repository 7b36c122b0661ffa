import MiniSearch from "minisearch";
import type { TipId } from "../../casebook/names.ts";
import type { TipContents } from "../../opening/opened-tip.ts";
import { countryName } from "../../report/countries.ts";
import type { Report } from "../../report/report.ts";
import { LANGUAGES } from "../../report/vocabulary/languages.ts";
import type { QueuedTip } from "./queued-tip.ts";
import { foldTerm, termsOfQuery, termsOfText } from "./terms.ts";

interface Entry {
  readonly id: TipId;
  readonly text: string;
  readonly added: string;
}

/** Finds tips by what sources wrote, and by what reviewers added; all in memory. */
export class Search {
  readonly #index = new MiniSearch<Entry>({
    fields: ["text", "added"],
    tokenize: termsOfText,
    processTerm: (term) => foldTerm(term) || null,
    searchOptions: { tokenize: termsOfQuery, combineWith: "AND", prefix: isPrefixable },
  });

  /** @param added what reviewers said: the designation, labels, notes */
  put(tip: QueuedTip, added: string): void {
    const entry = { id: tip.id, text: textOf(tip.contents), added };
    if (this.#index.has(tip.id)) this.#index.replace(entry);
    else this.#index.add(entry);
  }

  /** All tips in which every term of the query stands, the best first; undefined if the query has none. */
  find(query: string): ReadonlyMap<TipId, number> | undefined {
    if (termsOfQuery(query).length === 0) return undefined;
    return new Map(this.#index.search(query).map(({ id }, i) => [id as TipId, i]));
  }
}

/** The beginning of a word finds it; the beginning of a pair of Chinese characters would find too much. */
function isPrefixable(term: string): boolean {
  return !/\p{Script=Han}/u.test(term);
}

/** All that a source wrote, and the names of the countries in every language. */
function textOf(contents: TipContents): string {
  if (contents.kind === "whole") return contents.text ?? "";
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

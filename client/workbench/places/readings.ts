import type { Country } from "../../report/countries.ts";
import { countryCalled, countryInHan } from "./country-names.ts";
import { foldName } from "./fold-name.ts";
import type { Gazetteer } from "./gazetteer.ts";

/** Texts longer than this are no names of places. */
const MOST_LETTERS = 200;

/** Names of places have no more words. */
const MOST_WORDS = 4;

/** What follows a city's name in Chinese: city, district, county. */
const HAN_SUFFIX = /^(\p{Script=Han}{2,})[市区县城镇]$/u;

/**
 * How a text can be read as a place, folded: the whole text first, then what stands in it, from the outside to the
 * inside. Reads “Flushing, Queens (New York)”, “德国柏林”, “Frankfurt Germany”, “纽约法拉盛缅街”.
 */
export function readingsOf(text: string, gazetteer: Gazetteer): readonly string[] {
  const [whole = "", ...pieces] = piecesOf(text);
  const inner = [whole, ...pieces].flatMap((piece) => [
    ...withoutSuffix(piece),
    ...gazetteer.hanNamesIn(piece),
    ...runsOf(piece),
  ]);
  return [...new Set([whole, ...pieces, ...inner])].filter((part, i) => i === 0 || isName(part));
}

/** The country that a text names, perhaps beside a city. */
export function countryIn(text: string): Country | undefined {
  const pieces = piecesOf(text);
  const named = [...pieces, ...pieces.flatMap(runsOf)].map(countryCalled);
  return named.find((country) => country !== undefined) ?? countryInHan(pieces[0] ?? "");
}

/** The whole, then what is between commas and brackets; all folded. */
function piecesOf(text: string): readonly string[] {
  const pieces = text
    .slice(0, MOST_LETTERS)
    .split(/[,;/|()[\]（），、；·\n]+| - /)
    .map(foldName);
  return [wholeOf(text), ...pieces];
}

/** A text as the name of one place, folded. */
export function wholeOf(text: string): string {
  return foldName(text.slice(0, MOST_LETTERS).replaceAll("\n", " "));
}

/** Short words are articles and prepositions, and single characters are anything. */
function isName(part: string): boolean {
  return /\p{Script=Han}/u.test(part) ? part.length >= 2 : part.length >= 3;
}

function withoutSuffix(piece: string): string[] {
  const [, name] = HAN_SUFFIX.exec(piece) ?? [];
  return name === undefined ? [] : [name];
}

/** All runs of words but the whole, the longest first. */
function runsOf(piece: string): string[] {
  const words = piece.split(" ");
  const lengths = Array.from({ length: Math.min(MOST_WORDS, words.length - 1) }, (_, i) => i + 1).reverse();
  return lengths.flatMap((length) =>
    words.slice(0, words.length - length + 1).map((_, i) => words.slice(i, i + length).join(" ")),
  );
}

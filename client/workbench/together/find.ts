import type { TipId } from "../../casebook/names.ts";
import { foldTerm } from "../queue/terms.ts";

/** As many are offered at once: more than anybody reads. */
const MOST = 8;

/** Something that is chosen by typing a part of what it is called. */
export interface Named<K extends string> {
  readonly key: K;
  readonly name: string;
}

/** What is called so: every word that was typed begins a word of the name, or stands in it if it is Chinese. */
export function findNamed<K extends string>(
  all: Iterable<Named<K>>,
  typed: string,
  most = MOST,
): readonly Named<K>[] {
  const terms = wordsOf(typed);
  const found: Named<K>[] = [];
  if (terms.length === 0) return found;
  for (const named of all) {
    const words = wordsOf(named.name);
    const fits = terms.every((term) =>
      words.some((word) => (/\p{Script=Han}/u.test(term) ? word.includes(term) : word.startsWith(term))),
    );
    if (fits && found.push(named) === most) break;
  }
  return found;
}

/** All tips but one, by their designations. */
export function* namedTips(
  rows: Iterable<{ readonly tip: { readonly id: TipId }; readonly designation: string }>,
  except: TipId,
): Generator<Named<TipId>> {
  for (const { tip, designation } of rows) if (tip.id !== except) yield { key: tip.id, name: designation };
}

/** By what they are called, as people of a language look for names. */
export function byName<T>(all: readonly T[], nameOf: (one: T) => string, language: string): T[] {
  const { compare } = new Intl.Collator(language);
  return all
    .map((one) => ({ one, name: nameOf(one) }))
    .sort((a, b) => compare(a.name, b.name))
    .map(({ one }) => one);
}

function wordsOf(text: string): string[] {
  return foldTerm(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

import { byLanguage } from "../../casebook/export/translations.ts";
import type { TipView } from "../../casebook/view.ts";
import type { TipContents } from "../../opening/opened-tip.ts";
import { LANGUAGES, type Language } from "../../report/vocabulary/languages.ts";
import { ownWordsOf } from "./search.ts";

/** Of a long text the script shows in its beginning. */
const BEGINNING = 2000;

/**
 * Into which of the workbench's languages nobody has translated a tip that isn't written in it, as far as its script
 * and the page's language tell. Who reads one form of Chinese reads the other.
 */
export function untranslatedInto(contents: TipContents, view: TipView | undefined): readonly Language[] {
  const text = ownWordsOf(contents).slice(0, BEGINNING);
  if (!/\p{L}/u.test(text)) return [];
  const claimed = contents.kind === "report" ? contents.tip.language : "";
  const written = /\p{Script=Han}/u.test(text) ? "zh" : claimed === "en" ? "en" : "";
  const readable = new Set([written, ...byLanguage(view?.translations ?? []).map(([tag]) => mainOf(tag))]);
  return LANGUAGES.filter((language) => !readable.has(mainOf(language)));
}

function mainOf(tag: string): string {
  return tag.split("-", 1)[0] ?? tag;
}

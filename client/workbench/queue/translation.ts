import { byLanguage } from "../../casebook/export/translations.ts";
import type { TipView } from "../../casebook/view.ts";
import type { TipContents } from "../../opening/opened-tip.ts";
import { LANGUAGES, type Language } from "../../report/vocabulary/languages.ts";

/** Of a long text the script shows in its beginning. */
const BEGINNING = 2000;

/** The text of a tip that can be translated; empty if it has none. */
export function textToTranslate(contents: TipContents): string {
  if (contents.kind === "report") return contents.tip.report.narrative;
  return contents.kind === "by-hand" ? (contents.text ?? "") : "";
}

/**
 * Into which of the workbench's languages nobody has translated a tip that isn't written in it, as far as its script
 * and the page's language tell. Who reads one form of Chinese reads the other.
 */
export function untranslatedInto(contents: TipContents, view: TipView | undefined): readonly Language[] {
  const text = textToTranslate(contents).slice(0, BEGINNING);
  if (!/\p{L}/u.test(text)) return [];
  const claimed = contents.kind === "report" ? contents.tip.language : "";
  const written = /\p{Script=Han}/u.test(text) ? "zh" : claimed === "en" ? "en" : "";
  const readable = new Set([written, ...byLanguage(view?.translations ?? []).map(([tag]) => mainOf(tag))]);
  return LANGUAGES.filter((language) => !readable.has(mainOf(language)));
}

function mainOf(tag: string): string {
  return tag.split("-", 1)[0] ?? tag;
}

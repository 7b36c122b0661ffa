import { en } from "./en.ts";
import type { Strings } from "./strings.ts";
import { zhHans } from "./zh-hans.ts";
import { zhHant } from "./zh-hant.ts";

/** Whether the mirrored language is offered: only a test's build says so, in place of this name. */
declare const NIGHTJAR_MIRROR: boolean;

/** All languages of the page, in the order in which they are offered. */
export const LANGUAGES: readonly Strings[] = [en, zhHans, zhHant];

/**
 * What the page offers. In a test's build, English from right to left too: it shows, before such a language is
 * there, whether the layout can mirror itself.
 */
export function languagesOffered(): readonly Strings[] {
  return NIGHTJAR_MIRROR ? [...LANGUAGES, { ...en, direction: "rtl", name: "Mirror" }] : LANGUAGES;
}

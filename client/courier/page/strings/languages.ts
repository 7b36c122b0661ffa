import { en } from "./en.ts";
import type { Strings } from "./strings.ts";
import { zhHans } from "./zh-hans.ts";
import { zhHant } from "./zh-hant.ts";

/** All languages of the page, in the order in which they are offered. */
export const LANGUAGES: readonly Strings[] = [en, zhHans, zhHant];

import type { Trouble } from "../errors.ts";
import { formatDay } from "../format.ts";
import { SENTENCE_OF } from "../strings/sentence-of.ts";
import type { Strings } from "../strings/strings.ts";

/** What is wrong, and the next step; with the day, where waiting for it is that step. */
export function troubleSentence({ sentences, way, language }: Strings, { code, opens }: Trouble): string {
  return opens === undefined ? sentences[SENTENCE_OF[code]] : way.opens(formatDay(opens, language));
}

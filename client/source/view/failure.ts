import type { SourceFailure } from "../errors.ts";
import { formatDay } from "../format.ts";
import { SENTENCE_OF } from "../strings/sentence-of.ts";
import type { Strings } from "../strings/strings.ts";

/** What is wrong, and the next step; with the day, where waiting for it is that step. */
export function failureSentence(
  { sentences, way, language }: Strings,
  { code, opens }: SourceFailure,
): string {
  return opens === undefined ? sentences[SENTENCE_OF[code]] : way.opens(formatDay(opens, language));
}

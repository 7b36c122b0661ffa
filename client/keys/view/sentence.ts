import type { Strings } from "../strings/strings.ts";
import type { Told } from "../trouble.ts";

/** What went wrong and what to do, with the file that it is about and what that is instead. */
export function sentenceOf({ trouble, file, found }: Told, strings: Strings): string {
  const { aboutFile, found: kinds, troubles } = strings;
  const sentence = found ? strings.together(kinds[found], troubles[trouble]) : troubles[trouble];
  return file === undefined ? sentence : aboutFile(file, sentence);
}

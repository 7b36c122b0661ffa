import type { Strings } from "../strings/strings.ts";
import type { Told } from "../trouble.ts";

/** What went wrong and what to do, with the file that it is about and what that is instead. */
export function sentenceOf({ trouble, file, found, detail }: Told, strings: Strings): string {
  const { aboutFile, found: kinds, troubles } = strings;
  const said = found ? strings.together(kinds[found], troubles[trouble]) : troubles[trouble];
  const sentence = detail === undefined ? said : strings.together(said, `(${detail})`);
  return file === undefined ? sentence : aboutFile(file, sentence);
}

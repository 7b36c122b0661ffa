import { type Alarm, alarmText } from "../../ceremony/remarks.ts";
import type { Told } from "../page-error.ts";
import type { Strings } from "../strings/strings.ts";

/** What went wrong and what to do, with the file that it is about and what that is instead. */
export function sentenceOf({ code, file, found, detail, alarm }: Told, strings: Strings): string {
  const { aboutFile, found: kinds, together, errors } = strings;
  const said = found ? together(kinds[found], errors[code]) : errors[code];
  const more = alarm ? alarmSentence(alarm, strings) : detail && `(${detail})`;
  const sentence = more ? together(said, more) : said;
  return file === undefined ? sentence : aboutFile(file, sentence);
}

/** Why nobody is to sign a draft. */
export function alarmSentence(alarm: Alarm, strings: Strings): string {
  return alarmText(alarm, strings.steward.remarks, (code, detail) =>
    sentenceOf({ code, ...(detail !== undefined && { detail }) }, strings),
  );
}

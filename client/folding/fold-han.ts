import { HAN_CLASSES } from "./han-classes.ts";

/**
 * One form for Chinese however it is written: 台灣, 臺灣 and 台湾 become the same text, and so do 後 and 后. Character
 * by character, so that nothing depends on what stands beside it; of ambiguous characters all meanings become one,
 * which finds more rather than less. The result has as many code points as the text, each in its place, and folding
 * it again changes nothing. It is for comparing, not for showing.
 */
export function foldHan(text: string): string {
  return text.replace(HAN, (character) => CANONICAL.get(character) ?? character);
}

const HAN = /\p{Script=Han}/gu;

const CANONICAL: ReadonlyMap<string, string> = new Map(
  HAN_CLASSES.split(" ").flatMap((characters) => {
    const [first = "", ...others] = characters;
    return others.map((other): [string, string] => [other, first]);
  }),
);

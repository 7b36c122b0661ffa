import { foldHan } from "../../folding/fold-han.ts";

/** Letters that are no base letter with a mark, and what people write who don't have them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ə: "e",
  ħ: "h",
};

const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** "Saint", as it is shortened, and as it is in German. */
const SAINT = /(?<=^|[ \n])(?:st|sankt)(?=$|[ \n])/g;

/**
 * One form for a place's name, however it is spelt: without case, accents and punctuation, Chinese in one script.
 * Lines stay lines, so that many names can be folded at once.
 */
export function foldName(text: string): string {
  return foldHan(text.normalize("NFKD"))
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}\n]+/gu, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim()
    .replace(SAINT, "saint");
}

/** The same for a German name whose umlauts were written with an e; undefined if there is none. */
export function withoutUmlautE(folded: string): string | undefined {
  const shorter = folded.replace(/([aou])e/g, "$1");
  return shorter === folded ? undefined : shorter;
}

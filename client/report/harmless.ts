/**
 * What nobody sees, and what could so carry a name through every eye: format characters such as bidirectional
 * overrides, variation selectors, fillers, the grapheme joiner (Unicode's Default_Ignorable_Code_Point). Not among them
 * are the two joiners that scripts such as Uyghur need, the selector behind a picture sign, and Mongolian's behind its
 * letters.
 */
const HIDDEN =
  /(?![\u200c\u200d]|(?<=[\p{Extended_Pictographic}#*0-9])\ufe0f|(?<=\p{Script=Mongolian})[\u180b-\u180d\u180f])[\p{Cf}\p{DI}]/gu;

/** What could act on a terminal: controls (escape sequences begin with one), lone surrogates, separators of lines. */
const ACTING = /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The text with what hides written out as `\u{…}`. */
export function unhidden(text: string): string {
  return text.replace(HIDDEN, written);
}

/** The same with what acts; safe to print. CRLF counts as a line end. */
export function harmless(text: string): string {
  return unhidden(text.replaceAll("\r\n", "\n")).replace(ACTING, written);
}

/** The same for what must stay on one line, such as a file's name. */
export function harmlessLine(text: string): string {
  return unhidden(text)
    .replace(ACTING, written)
    .replace(/[\t\n]/g, written);
}

/** A character by its number, `\u{…}`. */
export function written(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `\\u{${code.toString(16).padStart(4, "0")}}`;
}

/**
 * Characters that could act on a terminal or hide what a text says: controls (escape sequences begin with one),
 * invisible format characters such as bidirectional overrides, lone surrogates, line and paragraph separators.
 * Tab, line feed and the two joiners that scripts such as Uyghur need are not among them.
 */
const ACTING = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The text with every such character written out as `\u{…}`; safe to print. CRLF counts as a line end. */
export function harmless(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(ACTING, written);
}

/** The same for what must stay on one line, such as a file's name. */
export function harmlessLine(text: string): string {
  return text.replace(ACTING, written).replace(/[\t\n]/g, written);
}

function written(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `\\u{${code.toString(16).padStart(4, "0")}}`;
}

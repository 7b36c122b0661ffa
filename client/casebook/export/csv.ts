import { written } from "../../report/harmless.ts";

/** A cell: a text from outside, or numbers of ours, which may begin with a minus. */
export type Cell = string | number | { readonly numbers: readonly number[] };

/** Excel takes a file without it for one in the machine's own code page. */
export const BYTE_ORDER_MARK = "\ufeff";

/**
 * RFC 4180: CRLF, quotes where they are needed. A text that a spreadsheet would run as a formula gets an apostrophe
 * before it, which it shows as text; control characters are written out as `\u{…}`. Numbers are joined by `|`.
 */
export function encodeCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(encodeCell).join(",")}\r\n`).join("");
}

function encodeCell(cell: Cell): string {
  const text = typeof cell === "string" ? neutral(cell) : numbersOf(cell).join("|");
  return /[",;\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function numbersOf(cell: Exclude<Cell, string>): readonly number[] {
  return typeof cell === "number" ? [cell] : cell.numbers;
}

/** What begins, perhaps behind white space, quotes or what can't be seen, with a sign that begins a formula. */
const FORMULA = /^[\s"\p{C}]*[=+\-@|%＝＋－＠]|^[\t\r]/u;

function neutral(text: string): string {
  const whole = neutralWithin(text.replace(CONTROL, written));
  return FORMULA.test(whole) ? `'${whole}` : whole;
}

/** A NUL ends a cell for some readers, and the file for others. */
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;

const BEGINS_CELL = /[,;\t\r\n]/;
const BEFORE_SIGN = /[\s"\p{C}]/u;
const SIGN = /[=+\-@|%＝＋－＠]/;

/**
 * A spreadsheet that was told of other separators or quotes takes no notice of ours, and begins a new cell inside a
 * text: there too a sign gets an apostrophe before it. One look at each character, however hostile the text.
 */
function neutralWithin(text: string): string {
  let neutralised = "";
  let reached = 0;
  let begins = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (BEGINS_CELL.test(character)) begins = true;
    else if (begins && SIGN.test(character)) {
      neutralised += `${text.slice(reached, at)}'`;
      reached = at;
      begins = false;
    } else begins &&= BEFORE_SIGN.test(character);
  }
  return neutralised + text.slice(reached);
}

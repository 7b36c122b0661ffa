import { written } from "../../report/harmless.ts";

/** A cell: a text from outside, or numbers of ours, which may begin with a minus. */
export type Cell = string | number | { readonly numbers: readonly number[] };

/** Excel takes a file without it for one in the machine's own code page. */
export const BYTE_ORDER_MARK = "\ufeff";

/** What reads a file: a spreadsheet would run some texts as formulas, a library shows an apostrophe as it is. */
export type CsvReader = "spreadsheet" | "library";

/**
 * RFC 4180: CRLF, quotes where they are needed. For a spreadsheet, a text that it would run as a formula gets an
 * apostrophe before it, which it shows as text. Control characters are written out as `\u{…}`; numbers are joined by `|`.
 */
export function encodeCsv(rows: readonly (readonly Cell[])[], reader: CsvReader = "spreadsheet"): string {
  return rows.map((row) => `${row.map((cell) => encodeCell(cell, reader)).join(",")}\r\n`).join("");
}

function encodeCell(cell: Cell, reader: CsvReader): string {
  const text = typeof cell === "string" ? textFor(cell, reader) : numbersOf(cell).join("|");
  return /[",;\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function numbersOf(cell: Exclude<Cell, string>): readonly number[] {
  return typeof cell === "number" ? [cell] : cell.numbers;
}

/** What begins, perhaps behind white space, quotes or what can't be seen, with a sign that begins a formula. */
const FORMULA = /^[\s"\p{C}]*[=+\-@|%＝＋－＠]|^[\t\r]/u;

function textFor(text: string, reader: CsvReader): string {
  const plain = text.replace(CONTROL, written);
  if (reader === "library") return plain;
  const whole = neutralWithin(plain);
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

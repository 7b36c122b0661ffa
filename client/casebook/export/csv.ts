/** A cell: a text from outside, or numbers of ours, which may begin with a minus. */
export type Cell = string | number | { readonly numbers: readonly number[] };

/** Excel takes a file without it for one in the machine's own code page. */
export const BYTE_ORDER_MARK = "\ufeff";

/**
 * RFC 4180: CRLF, quotes where they are needed. A text that a spreadsheet would run as a formula gets an apostrophe
 * before it, which it shows as text. Numbers are joined by `|`.
 */
export function encodeCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(encodeCell).join(",")}\r\n`).join("");
}

function encodeCell(cell: Cell): string {
  const text = typeof cell === "string" ? neutral(cell) : numbersOf(cell).join("|");
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function numbersOf(cell: Exclude<Cell, string>): readonly number[] {
  return typeof cell === "number" ? [cell] : cell.numbers;
}

/** What begins, perhaps behind white space or what can't be seen, with a sign that begins a formula. */
const FORMULA = /^[\s\p{C}]*[=+\-@|%＝＋－＠]|^[\t\r]/u;

function neutral(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

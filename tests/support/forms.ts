import { collect, concat, utf8 } from "../../crypto/bytes.ts";
import { armor } from "./age-text.ts";

export const BOUNDARY = "----geckoformboundary1b7c2d";

/** The Content-Type of a form made here. */
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** A form as browsers send it: with a file's name, a file; without, text. */
export function formOf(
  content: Uint8Array,
  { field = "sealed", fileName }: { field?: string; fileName?: string } = {},
): Uint8Array {
  const file =
    fileName === undefined ? "" : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`;
  return concat(
    utf8(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"${file}\r\n\r\n`),
    content,
    utf8(`\r\n--${BOUNDARY}--\r\n`),
  );
}

/** A binary age file in its text form, with the line ends given: an empty string takes them away. */
export async function armored(file: Uint8Array, lineEnd = "\n"): Promise<Uint8Array> {
  const text = Buffer.from(await collect(armor([file]))).toString("latin1");
  return Buffer.from(text.replaceAll("\n", lineEnd), "latin1");
}

const utf16 = (text: Uint8Array) => Buffer.from(Buffer.from(text).toString("utf8"), "utf16le");
const lines = (text: Uint8Array, change: (line: string) => string) =>
  utf8(Buffer.from(text).toString("latin1").trimEnd().split("\n").map(change).join("\n"));

/** What becomes of armor on its way through shells, editors and mail programs without a loss. */
export const CHANGED_ARMOR: readonly (readonly [string, (armor: Uint8Array) => Uint8Array])[] = [
  ["armor behind a byte order mark", (armor) => concat(utf8("\ufeff"), armor)],
  [
    "armor in UTF-16, as PowerShell's > writes it",
    (armor) =>
      utf16(
        concat(
          utf8("\ufeff"),
          lines(armor, (line) => `${line}\r`),
          utf8("\n"),
        ),
      ),
  ],
  [
    "armor in UTF-16, the other byte first",
    (armor) => Buffer.from(utf16(concat(utf8("\ufeff"), armor))).swap16(),
  ],
  ["armor in UTF-16 without a mark", (armor) => utf16(armor)],
  ["armor in UTF-16 without a mark, the other byte first", (armor) => Buffer.from(utf16(armor)).swap16()],
  ["indented armor", (armor) => lines(armor, (line) => `    ${line}  `)],
  ["armor quoted in a mail", (armor) => lines(armor, (line) => `> > ${line}`)],
  ["armor with blank lines and CRLF", (armor) => lines(armor, (line) => `\r\n${line}\r\n\r`)],
  [
    "armor in lines of another length",
    (armor) => lines(armor, (line) => line.replaceAll(/[^-]{40}/g, "$&\n")),
  ],
];

/** What is left of something sealed that can't be read any more, or never could here, and how it is answered. */
export const BROKEN_ARMOR: readonly (readonly [
  string,
  "damaged" | "not-accepted",
  (armor: Uint8Array, binary: Uint8Array) => Uint8Array,
])[] = [
  ["armor without its first line", "damaged", (armor) => armor.subarray(35)],
  [
    "armor without its first line, in short lines",
    "damaged",
    (armor) => lines(armor.subarray(35), (line) => line.replaceAll(/[^-]{40}/g, "$&\n")),
  ],
  ["armor without its first dash", "damaged", (armor) => armor.subarray(1)],
  ["a piece from the middle of armor", "damaged", (armor) => armor.subarray(50)],
  ["half of a first line", "damaged", (armor) => armor.subarray(0, 20)],
  [
    "a binary file that a shell took for text",
    "damaged",
    (_armor, binary) => utf16(concat(utf8("\ufeff"), binary)),
  ],
  ["armor in UTF-16 that lost a byte", "damaged", (armor) => utf16(armor).subarray(0, -1)],
  [
    "armor in UTF-16 with a letter of another script",
    "damaged",
    (armor) => utf16(armor).fill(0x4e, 121, 122),
  ],
  [
    "a PGP message",
    "not-accepted",
    () => utf8("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"),
  ],
];

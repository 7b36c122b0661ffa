import { concat } from "../../../crypto/bytes.ts";
import { textOfUtf8OrLatin1, textOfUtf16 } from "../display-text.ts";
import { ascii } from "../fields.ts";
import type { Findings, TextCode } from "../finding.ts";
import type { Source } from "../iso/source.ts";
import { describeXml } from "../metadata/xmp.ts";
import { inflated } from "../png/inflate.ts";

/** Bytes that are looked at, at either end: what programs note of a document stands there. */
const MAX_END = 512 * 1024;
/** Most bytes that are inflated in all, and most streams. */
const MAX_INFLATED = 256 * 1024;
const MAX_STREAMS = 16;

/** Gives each byte a letter, so that places in a text are places in the bytes. */
const LETTERS = new TextDecoder("latin1", { fatal: false });

/** What an information dictionary says, by its keys. */
const KEYS: Readonly<Record<string, TextCode>> = {
  Author: "author",
  Company: "company",
  Creator: "software",
  Producer: "software",
  CreationDate: "time",
  ModDate: "time",
};
/** A key with its text, as letters or as hexadecimal digits. */
const ENTRY =
  /\/(Author|Company|Creator|Producer|CreationDate|ModDate)\s{0,9}(?:\(((?:[^\\()]|\\.|\([^()]{0,99}\)){0,400})|<([\s\da-fA-F]{2,800})>)/gs;
/** What a stream is in which other objects are packed, or XMP. */
const PACKED = /\/(?:ObjStm|XML)\b/g;
/** Where it starts, at most so many bytes further on. */
const STREAM = /stream\r?\n/;
const MOST_BETWEEN = 300;
/** A date, and behind it the time zone. */
const DATE = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/;

/** Tells what a PDF reveals, from its two ends. @throws CleanError cut-short */
export function describePdf(source: Source, findings: Findings): void {
  const isWhole = source.length <= 2 * MAX_END;
  const bytes = isWhole
    ? source.read(0, source.length)
    : concat(source.read(0, MAX_END), source.read(source.length - MAX_END, MAX_END));
  const text = LETTERS.decode(bytes);
  describeSaves(text, isWhole, findings);
  describeXml(bytes, findings);
  // The letters of an encrypted one are none.
  if (/\/Encrypt\b/.test(text)) return;
  describeEntries(bytes, text, findings);
  let left = MAX_INFLATED;
  for (const from of streamsIn(text).reverse().slice(0, MAX_STREAMS)) {
    const stream = inflated(bytes.subarray(from, from + MAX_INFLATED), left);
    left -= stream.length;
    describeEntries(stream, LETTERS.decode(stream), findings);
    describeXml(stream, findings);
  }
}

/** Where streams start in which something may be packed. Looked for in short steps: see `identifiersIn`. */
function streamsIn(text: string): number[] {
  return [...text.matchAll(PACKED)].flatMap(({ index, 0: name }) => {
    const end = index + name.length;
    const start = STREAM.exec(text.slice(end, end + MOST_BETWEEN + "stream\r\n".length));
    return start ? [end + start.index + start[0].length] : [];
  });
}

/** Whoever saves a document again may add to its end, and leave what was; one that is made for the web has two ends. */
function describeSaves(text: string, isWhole: boolean, findings: Findings): void {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const saves = Math.max(count(/%%EOF/g), 1 + count(/\/Prev\b/g)) - count(/\/Linearized\b/);
  if (saves > 1) findings.text("saves", isWhole ? `${saves}` : `≥ ${saves}`);
}

function describeEntries(bytes: Uint8Array, text: string, findings: Findings): void {
  for (const { index, 0: entry, 1: key = "", 2: letters, 3: digits = "" } of text.matchAll(ENTRY)) {
    const end = index + entry.length;
    const value =
      letters === undefined ? ofDigits(digits) : unescaped(bytes.subarray(end - letters.length, end));
    findings.text(KEYS[key] as TextCode, textOf(value).replace(DATE, "$1-$2-$3 $4:$5:$6 "));
  }
}

function ofDigits(digits: string): Uint8Array {
  return Uint8Array.from(digits.replaceAll(/\s/g, "").match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
}

/** Behind a backslash these are nothing that is shown. */
const UNSEEN = "nrtbf\n";

function unescaped(letters: Uint8Array): Uint8Array {
  const text = [...letters].map((letter) => String.fromCharCode(letter)).join("");
  return ascii(
    text.replaceAll(/\\([0-7]{1,3}|.)/gs, (_, escaped: string) =>
      /^\d/.test(escaped)
        ? String.fromCharCode(Number.parseInt(escaped, 8) & 255)
        : UNSEEN.includes(escaped)
          ? ""
          : escaped,
    ),
  );
}

/** UTF-16 with a mark of its order, else UTF-8, or nearly ISO 8859-1. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return textOfUtf16(bytes.subarray(2), false);
  return textOfUtf8OrLatin1(bytes);
}

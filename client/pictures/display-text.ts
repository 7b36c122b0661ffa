/** Most UTF-16 units of a text that is shown. */
export const MAX_TEXT_LENGTH = 80;

const ENOUGH = 4 * MAX_TEXT_LENGTH;
const lenient = new TextDecoder("utf-8", { fatal: false, ignoreBOM: false });

/**
 * Text from a picture, made safe to show in one line: no control, format (bidi, zero-width), private-use or
 * unpaired characters, whitespace as single spaces, at most MAX_TEXT_LENGTH units, "…" where it was cut.
 */
export function displayText(text: string): string {
  const line = text
    .slice(0, ENOUGH)
    .replaceAll(/[\p{Z}\t\n\r]+/gu, " ")
    .replaceAll(/[\p{C}\uFFFD]/gu, "")
    .replaceAll(/ +/g, " ")
    .trim();
  if (line.length <= MAX_TEXT_LENGTH && text.length <= ENOUGH) return line;
  let cut = "";
  for (const character of line) {
    if (cut.length + character.length >= MAX_TEXT_LENGTH) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/** UTF-8, wrong bytes left out by `displayText`; reads as far as the first NUL, and no more than is shown. */
export function textOfBytes(bytes: Uint8Array): string {
  const some = bytes.subarray(0, ENOUGH);
  const end = some.indexOf(0);
  return lenient.decode(end === -1 ? some : some.subarray(0, end));
}

/** UTF-8 where it is, else ISO 8859-1, which is prescribed in some places where programs write UTF-8. */
export function textOfUtf8OrLatin1(bytes: Uint8Array): string {
  const text = textOfBytes(bytes);
  const whole = bytes.length > ENOUGH ? text.slice(0, -1) : text;
  return whole.includes("\uFFFD") ? textOfLatin1(bytes) : text;
}

/** ISO 8859-1 as far as the first NUL, and no more than is shown. */
export function textOfLatin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes.subarray(0, ENOUGH)) {
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** UTF-16 as far as the first NUL, and no more than is shown. */
export function textOfUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  let text = "";
  for (let at = 0; at + 2 <= Math.min(bytes.length, 2 * ENOUGH); at += 2) {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    const unit = littleEndian ? first | (second << 8) : (first << 8) | second;
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text;
}

/** Seconds since 1970 as a day and a time. */
export function utcText(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

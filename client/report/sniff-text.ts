import type { MediaType } from "./media-types.ts";

/** Types that are text as well, with a header or markup that may say more than the words. */
export const TEXTUAL: ReadonlySet<MediaType> = new Set<MediaType>([
  "text/plain",
  "message/rfc822",
  "multipart/related",
  "text/vcard",
  "text/calendar",
  "image/svg+xml",
  "application/gpx+xml",
  "application/vnd.google-earth.kml+xml",
  "text/html",
  "application/xml",
  "application/json",
  "application/octet-stream",
]);

/**
 * What kind of text a file is; undefined if it is none. Plain is only what has no header and no markup; what has some
 * that we don't know is an octet stream.
 */
export function sniffText(start: Uint8Array, isCut: boolean): MediaType | undefined {
  const text = decode(start, isCut);
  if (text === undefined || text === "") return undefined;
  const beginning = text.slice(0, 4096).trimStart();
  for (const [type, pattern] of FORMS) if (pattern.test(beginning)) return type;
  const header = headerOf(beginning);
  if (header.length < 2) return MARKUP.test(beginning) ? "application/octet-stream" : "text/plain";
  const names = header.filter(([name]) => MAIL.test(name)).length;
  if (names < 2) return "application/octet-stream";
  const isPage = header.some(
    ([name, value]) => /^content-type$/i.test(name) && /multipart\/related/i.test(value),
  );
  return isPage ? "multipart/related" : "message/rfc822";
}

const FORMS: readonly (readonly [MediaType, RegExp])[] = [
  ["application/rtf", /^\{\\rtf/],
  ["text/vcard", /^BEGIN:VCARD/i],
  ["text/calendar", /^BEGIN:VCALENDAR/i],
  ["image/svg+xml", /^(?:<[?!][^>]{0,500}>\s{0,9}){0,9}<(?:\w{1,20}:)?svg[\s>]/i],
  ["application/gpx+xml", /^(?:<[?!][^>]{0,500}>\s{0,9}){0,9}<gpx[\s>]/i],
  ["application/vnd.google-earth.kml+xml", /^(?:<[?!][^>]{0,500}>\s{0,9}){0,9}<kml[\s>]/i],
  [
    "text/html",
    /^(?:<[?!][^>]{0,500}>\s{0,9}){0,9}<(?:html|head|body|meta|title|div|p|table|script|style)[\s>]|^<!doctype html/i,
  ],
  ["application/xml", /^<\?xml\s/i],
  ["application/json", /^[{[]\s{0,99}["{[\]}\d]/],
];

/** A tag anywhere at the beginning, a program's first line, a key, a macro. */
const MARKUP =
  /^(?:#!|%!|<)|<\/?[a-z][\w:-]{0,40}(?:\s[^<>]{0,300})?>|^-----BEGIN |\\(?:documentclass|begin)\b/i;

/** Names of a mail's header, of which it has several. */
const MAIL =
  /^(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|Delivered-To|Reply-To|MIME-Version|Content-Type)$/i;

/** The lines "Name: value" that a text begins with. */
function headerOf(text: string): (readonly [name: string, value: string])[] {
  const header: (readonly [string, string])[] = [];
  // Mailboxes have a line of their own in front; a value may go on in lines that begin with white space.
  for (const line of text
    .replace(/^From .*\r?\n/, "")
    .replaceAll(/\r?\n[ \t]+/g, " ")
    .split("\n")) {
    const [, name, value] = /^([A-Za-z][\w-]{0,60}):(.*)/.exec(line) ?? [];
    if (name === undefined || value === undefined) break;
    header.push([name, value]);
  }
  return header;
}

/** By its mark, else UTF-8, else as Chinese programs write; undefined if it isn't text in any of these. */
function decode(start: Uint8Array, isCut: boolean): string | undefined {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return decodedAs("utf-16le", start, isCut);
  if (first === 0xfe && second === 0xff) return decodedAs("utf-16be", start, isCut);
  return (
    decodedAs("utf-8", start, isCut) ?? chinese("gb18030", start, isCut) ?? chinese("big5", start, isCut)
  );
}

/** Without control characters other than white space; a character cut off where we stop to look is forgiven. */
function decodedAs(encoding: string, start: Uint8Array, isCut: boolean): string | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const text = decoder.decode(start, { stream: isCut });
    return /[^\P{Cc}\t\n\f\r]/u.test(text) ? undefined : text;
  } catch {
    // Bytes that are not of this encoding are an answer here, not an accident.
    return undefined;
  }
}

/** Bytes at random make a text of these encodings as well, but hardly one of Chinese. */
function chinese(encoding: string, start: Uint8Array, isCut: boolean): string | undefined {
  const text = decodedAs(encoding, start, isCut);
  const foreign = text?.match(/\P{ASCII}/gu)?.length ?? 0;
  const han = text?.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2010-\u2026]/gu)?.length ?? 0;
  return han >= 4 && han / foreign > 0.9 ? text : undefined;
}

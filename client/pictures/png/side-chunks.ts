import { textOfLatin1, textOfUtf8OrLatin1 } from "../display-text.ts";
import { uint } from "../fields.ts";
import type { Findings, TextCode } from "../finding.ts";
import { describeBlock } from "../metadata/blocks.ts";
import { describeExif } from "../metadata/exif-findings.ts";
import type { Orientation } from "../metadata/orientation.ts";
import { describeXmp } from "../metadata/xmp.ts";
import type { Chunk } from "./chunks.ts";
import { inflated } from "./inflate.ts";

const MAX_KEYWORD_LENGTH = 79;

/** Most bytes of a compressed text that are looked at. */
const MOST_TEXT = 256 * 1024;

/** What common keywords are about; a text under any other is shown with its keyword. */
const KEYWORDS: ReadonlyMap<string, TextCode> = new Map([
  ["Author", "author"],
  ["Artist", "author"],
  ["Copyright", "author"],
  ["Software", "software"],
  ["Source", "device"],
  ["Make", "device"],
  ["Model", "device"],
  ["Creation Time", "time"],
  ["date:create", "time"],
  ["date:modify", "time"],
]);

/** Tells what a chunk that isn't kept reveals; returns the orientation if it is an Exif block. */
export function describeSideChunk({ type, data }: Chunk, findings: Findings): Orientation | undefined {
  switch (type) {
    case "eXIf":
      return describeExif(data, findings);
    case "tEXt":
    case "zTXt":
      describeText(type, data, findings);
      break;
    case "iTXt":
      describeInternationalText(data, findings);
      break;
    case "tIME":
      if (!findings.text("time", timeOf(data))) findings.named("unknown", type, data.length);
      break;
    case "cHRM":
    case "gAMA":
    case "cICP":
    case "mDCV":
    case "cLLI":
      findings.named("colours", type, data.length);
      break;
    case "caBX":
      findings.size("provenance", data.length);
      break;
    case "acTL":
    case "fcTL":
    case "fdAT":
      findings.plain("animation");
      break;
    default:
      findings.named("unknown", type, data.length);
  }
  return undefined;
}

function keywordOf(data: Uint8Array): string {
  return textOfLatin1(data.subarray(0, MAX_KEYWORD_LENGTH));
}

/** A keyword, and a text behind it; in zTXt behind the kind of compression as well. */
function describeText(type: string, data: Uint8Array, findings: Findings): void {
  const keyword = keywordOf(data);
  const rest = data.subarray(keyword.length + 1);
  describeKeyword(keyword, type === "zTXt" ? inflated(rest.subarray(1), MOST_TEXT) : rest, findings);
}

/** Keyword, whether and how it is compressed, language, the keyword in that language, and UTF-8 text. */
function describeInternationalText(data: Uint8Array, findings: Findings): void {
  const keyword = keywordOf(data);
  const compressed = data[keyword.length + 1] === 1;
  const language = keyword.length + 3;
  const translated = data.indexOf(0, language) + 1;
  const text = data.indexOf(0, translated) + 1;
  if (translated === 0 || text === 0) findings.named("notes", keyword, data.length);
  else {
    const rest = data.subarray(text);
    describeKeyword(keyword, compressed ? inflated(rest, MOST_TEXT) : rest, findings);
  }
}

function describeKeyword(keyword: string, bytes: Uint8Array, findings: Findings): void {
  if (keyword === "XML:com.adobe.xmp") describeXmp(bytes, findings);
  else if (keyword.startsWith("Raw profile type")) {
    describeBlock(rawProfile(bytes), findings);
    findings.named("notes", keyword, bytes.length);
  } else {
    const text = textOfUtf8OrLatin1(bytes);
    const code = KEYWORDS.get(keyword);
    const shown = findings.text(code ?? "comment", code || text === "" ? text : `${keyword}: ${text}`);
    if (!shown) findings.named("notes", keyword, bytes.length);
  }
}

/** Exif, IPTC or XMP as ImageMagick writes them: its name, its length, and hexadecimal digits, each on lines. */
function rawProfile(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder("latin1", { fatal: false }).decode(bytes).replace(/^\s*\S+\s+\d+\s/, "");
  const digits = text.replaceAll(/\s/g, "");
  return Uint8Array.from({ length: digits.length >> 1 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}

function timeOf(data: Uint8Array): string {
  if (data.length !== 7) return "";
  const year = uint(data, 0, 2, "big");
  const [month, day, hour, minute, second] = [...data.subarray(2)].map((n) => String(n).padStart(2, "0"));
  return `${year}-${month}-${day} ${hour}:${minute}:${second} UTC`;
}

import { textOfBytes, textOfLatin1, textOfUtf8OrLatin1 } from "../display-text.ts";
import { uint } from "../fields.ts";
import type { Findings, TextCode } from "../finding.ts";
import { describeExif } from "../metadata/exif-findings.ts";
import type { Orientation } from "../metadata/orientation.ts";
import { describeXmp } from "../metadata/xmp.ts";
import type { Chunk } from "./chunks.ts";

const MAX_KEYWORD_LENGTH = 79;

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
      describeText(data, findings);
      break;
    case "zTXt":
      findings.named("notes", keywordOf(data), data.length);
      break;
    case "iTXt":
      describeInternationalText(data, findings);
      break;
    case "tIME":
      if (!findings.text("time", timeOf(data))) findings.named("unknown", type, data.length);
      break;
    case "iCCP":
      findings.named("colours", keywordOf(data), data.length);
      break;
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

function describeText(data: Uint8Array, findings: Findings): void {
  const keyword = keywordOf(data);
  describeKeyword(keyword, textOfUtf8OrLatin1(data.subarray(keyword.length + 1)), data.length, findings);
}

/** Keyword, whether and how it is compressed, language, the keyword in that language, and UTF-8 text. */
function describeInternationalText(data: Uint8Array, findings: Findings): void {
  const keyword = keywordOf(data);
  const compressed = data[keyword.length + 1] === 1;
  const language = keyword.length + 3;
  const translated = data.indexOf(0, language) + 1;
  const text = data.indexOf(0, translated) + 1;
  if (compressed || translated === 0 || text === 0) findings.named("notes", keyword, data.length);
  else if (keyword === "XML:com.adobe.xmp") describeXmp(data.subarray(text), findings);
  else describeKeyword(keyword, textOfBytes(data.subarray(text)), data.length, findings);
}

function describeKeyword(keyword: string, text: string, length: number, findings: Findings): void {
  const code = KEYWORDS.get(keyword);
  const shown = code ? findings.text(code, text) : findings.text("comment", comment(keyword, text));
  if (!shown) findings.named("notes", keyword, length);
}

/** A text with its keyword; nothing of Exif, IPTC or XMP as hexadecimal digits, as some programs write them. */
function comment(keyword: string, text: string): string {
  return keyword.startsWith("Raw profile type") ? "" : `${keyword}: ${text}`;
}

function timeOf(data: Uint8Array): string {
  if (data.length !== 7) return "";
  const year = uint(data, 0, 2, "big");
  const [month, day, hour, minute, second] = [...data.subarray(2)].map((n) => String(n).padStart(2, "0"));
  return `${year}-${month}-${day} ${hour}:${minute}:${second} UTC`;
}

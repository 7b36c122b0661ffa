import { encodeInstanceId } from "../../../crypto/documents/anchor.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { harmless, harmlessLine } from "../../report/harmless.ts";
import { cleaningInWords, readableReport } from "../../report/readable.ts";
import { readableLines } from "../../report/readable-text.ts";
import type { Attachment, Tip } from "../../report/tip.ts";
import { wordsOf } from "../../report/vocabulary/languages.ts";
import type { KeptWhole } from "./keep-whole.ts";
import type { Notice } from "./notices.ts";
import type { UnpackedTip } from "./unpack-tip.ts";
import type { WrittenFile } from "./write-file.ts";

/**
 * tip.txt: the tip for reading, safe to print on a terminal. What the source wrote stands behind `| `, so that
 * it can't pass for what this program says; acting and invisible characters are written out (`\u{202e}`).
 * @param name of the envelope's file
 */
export function tipText(name: string, contents: UnpackedTip | KeptWhole, notices: readonly Notice[]): string {
  const noticed = notices.map(({ sentence }) => `  - ${harmlessLine(sentence)}`);
  const lines = [
    `Tip ${harmlessLine(name)}`,
    "",
    ...(noticed.length > 0 ? ["Noticed", ...noticed, ""] : []),
    ...(contents.kind === "tip" ? linesOfTip(contents) : linesOfWhole(contents)),
  ];
  return `${lines.join("\n")}\n`;
}

function linesOfTip({ tip, attachments }: UnpackedTip): string[] {
  if ("unreadable" in tip) return linesOfFiles(attachments, () => undefined);
  const listed = new Map(tip.attachments.map((attachment) => [attachment.name, attachment]));
  return [
    ...linesOfReport(tip),
    ...linesOfFiles(attachments, (name) => listed.get(name)),
    "",
    `Instance  ${encodeInstanceId(tip.instance)}`,
    `Roster    ${encodeHex(tip.roster)}`,
  ];
}

function linesOfReport(tip: Tip): string[] {
  return [
    `Language  ${harmlessLine(tip.language)}`,
    "",
    ...readableLines(readableReport(tip.report, "en")),
    "",
  ];
}

function linesOfWhole({ files, found: { text } }: KeptWhole): string[] {
  const words = text === null ? [] : ["In their words", ...quoted(text), ""];
  return [...words, ...linesOfFiles(files, () => undefined)];
}

function linesOfFiles(
  files: readonly WrittenFile[],
  listedAs: (name: string) => Attachment | undefined,
): string[] {
  if (files.length === 0) return ["Attachments  none"];
  return [
    "Attachments, hostile until shown otherwise: look at them on a machine that you can lose",
    ...files.flatMap((file) => linesOfFile(file, listedAs(file.name))),
  ];
}

function linesOfFile(file: WrittenFile, listed: Attachment | undefined): string[] {
  return [
    `  ${harmlessLine(file.stored)}`,
    ...(file.name === file.stored ? [] : [`    called      ${harmlessLine(file.name)}`]),
    ...(listed ? linesOfListed(listed) : []),
    `    size        ${file.size} bytes`,
    `    SHA-256     ${file.sha256}`,
  ];
}

function linesOfListed({ type, cleaned, original }: Attachment): string[] {
  return [
    `    said to be  ${harmlessLine(type)}`,
    `    cleaning    ${cleaningInWords(cleaned, wordsOf("en"))}`,
    ...(original === null ? [] : [`    original    ${harmlessLine(original)}`]),
  ];
}

function quoted(text: string): string[] {
  return harmless(text)
    .split("\n")
    .map((line) => `  | ${line}`);
}

import type { Finding, FindingCode } from "../../pictures/finding.ts";
import type { MediaType } from "../../report/sniff.ts";
import type { ChosenFile } from "../chosen-files.ts";
import type { UncleanableKind } from "../strings/files/file-strings.ts";
import type { Strings } from "../strings/strings.ts";

const UNCLEANABLE: Readonly<Record<MediaType, UncleanableKind>> = {
  "image/jpeg": "image",
  "image/png": "image",
  "image/webp": "image",
  "image/gif": "image",
  "image/heic": "image",
  "video/mp4": "video",
  "video/webm": "video",
  "audio/mpeg": "sound",
  "application/pdf": "document",
  "application/zip": "archive",
  "text/plain": "text",
  "application/octet-stream": "archive",
};

/** One short line: what the file would reveal, and what became of that. */
export function cleaningWords({ files, language }: Strings, { cleaning, type }: ChosenFile): string {
  switch (cleaning.kind) {
    case "reading":
      return files.reading;
    case "uncleanable":
      return files.uncleanable[UNCLEANABLE[type]];
    case "damaged":
      return `${files.damaged[cleaning.code]} ${files.damagedNotSent}`;
    case "cleaned": {
      if (cleaning.findings.length === 0) return files.nothingFound;
      const list = new Intl.ListFormat(language, { type: "conjunction" });
      return files.found(list.format(inWords(files, cleaning.findings, list)));
    }
  }
}

/** Each kind of finding once, with the texts that were found. */
function inWords(files: Strings["files"], findings: readonly Finding[], list: Intl.ListFormat): string[] {
  const texts = new Map<FindingCode, string[]>();
  for (const finding of findings) {
    const known = texts.get(finding.code) ?? [];
    texts.set(finding.code, "text" in finding ? [...known, finding.text] : known);
  }
  return [...texts].map(([code, found]) =>
    found.length === 0
      ? files.finding[code]
      : files.findingText(files.finding[code], list.format(new Set(found))),
  );
}

import type { Finding, FindingCode } from "../../pictures/finding.ts";
import type { ChosenFile } from "../chosen-files.ts";
import type { Remark, UncleanableKind } from "../strings/files/file-strings.ts";
import type { Strings } from "../strings/strings.ts";

/** What a type of file may hold; pictures, films and sounds that can't be cleaned are one kind, the rest documents. */
const KINDS: readonly (readonly [UncleanableKind, RegExp])[] = [
  ["unknown", /octet|android/],
  ["mail", /^m(?:essage|ultipart)|outlook/],
  ["personal", /card|calendar|gpx|earth/],
  ["markup", /html|json|\/xml$/],
  ["archive", /\/zip$|rar|7z|gzip/],
  ["document", /svg|^application/],
  ["media", /./],
];

/** Of these the contents matter, or what is packed in them: a screenshot is no way out. */
const TO_BE_OPENED: ReadonlySet<UncleanableKind> = new Set<UncleanableKind>(["personal", "archive"]);

/** How to make one that can be cleaned. */
function wayOut(files: Strings["files"], type: string, kind: UncleanableKind): readonly string[] {
  if (TO_BE_OPENED.has(kind)) return [];
  if (kind !== "media") return [files.screenshot];
  return type.startsWith("audio") ? [files.saveAgain] : [files.screenshot, files.saveAgain, files.iPhone];
}

/** What the file would reveal, and what became of that. */
export function cleaningWords({ files, language }: Strings, { cleaning, type }: ChosenFile): string {
  const between = language === "en" ? " " : "";
  const held = (...words: readonly string[]) => [...words, files.notSent].join(between);
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  switch (cleaning.kind) {
    case "reading":
    case "plain":
      return files[cleaning.kind];
    case "uncleanable": {
      const kind = KINDS.find(([, types]) => types.test(type))?.[0] ?? "unknown";
      const found = inWords(files, cleaning.findings, list);
      const seen = found.length === 0 ? [] : [files.weFound(list.format(found))];
      return held(files.uncleanable[kind], ...seen, ...wayOut(files, type, kind));
    }
    case "damaged": {
      const sentence = files.damaged[cleaning.code];
      return cleaning.code === "file-unreadable" ? sentence : held(sentence, ...wayOut(files, type, "media"));
    }
    case "cleaned": {
      const held = inWords(files, cleaning.findings, list);
      return [
        held.length === 0 ? files.nothingFound : files.found(list.format(held)),
        ...cleaning.findings.flatMap(({ code }) => (isRemark(files, code) ? files.remarks[code] : [])),
        ...(STAYING.test(type) ? [files.stays] : []),
      ].join(between);
    }
  }
}

function isRemark({ remarks }: Strings["files"], code: FindingCode): code is Remark {
  return Object.hasOwn(remarks, code);
}

/** Of these the copy is the film, the sound or the picture itself, with what isn't that left out. */
const STAYING = /^(?:video|audio)|heic|avif/;

/** What programs write into almost every picture: beside anything else, only "notes of programs" is said. */
const TRIVIA: ReadonlySet<FindingCode> = new Set<FindingCode>(["software", "notes", "settings"]);

/** Each kind of finding once, with the texts that were found. */
function inWords(files: Strings["files"], findings: readonly Finding[], list: Intl.ListFormat): string[] {
  const onlyTrivia = findings.every(({ code }) => TRIVIA.has(code) || isRemark(files, code));
  const texts = new Map<Exclude<FindingCode, Remark>, string[]>();
  for (const finding of findings) {
    if (isRemark(files, finding.code)) continue;
    const isAside = !onlyTrivia && TRIVIA.has(finding.code);
    const code = isAside ? "notes" : finding.code;
    const known = texts.get(code) ?? [];
    texts.set(code, "text" in finding && !isAside ? [...known, finding.text] : known);
  }
  return [...texts].map(([code, found]) =>
    found.length === 0
      ? files.finding[code]
      : files.findingText(files.finding[code], list.format(new Set(found))),
  );
}

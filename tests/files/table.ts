import type { Judged } from "./judge.ts";
import { SUBJECT_NAMES, type Subject } from "./missed.ts";
import type { Sameness } from "./same.ts";

/** All that is known of one file. */
export interface Tried extends Judged {
  readonly path: string;
  /** Of a clean copy: what exiftool still sees of a person, a place, a time, a device. */
  readonly left: readonly string[];
  readonly same: Sameness | undefined;
  /** What exiftool sees in the original and we tell nothing of. */
  readonly missed: Readonly<Partial<Record<Subject, string>>>;
  readonly shown: boolean;
}

const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ["JPEG", /^image\/jpeg$/],
  ["PNG", /^image\/png$/],
  ["WebP", /^image\/webp$/],
  ["HEIC", /^image\/heic$/],
  ["AVIF", /^image\/avif$/],
  ["films and sound", /^(?:video\/(?:mp4|quicktime|3gpp)|audio\/mp4)$/],
  [
    "all that is cleaned",
    /^image\/(?:jpeg|png|webp|heic|avif)$|^video\/(?:mp4|quicktime|3gpp)$|^audio\/mp4$/,
  ],
];

const COLUMNS: readonly (readonly [string, (file: Tried) => boolean])[] = [
  ["files", () => true],
  ["cleaned", ({ verdict }) => verdict.kind === "cleaned"],
  ["refused", ({ verdict }) => verdict.kind === "refused"],
  ["crashes", ({ verdict }) => verdict.kind === "crashed"],
  ["with tags left", ({ left }) => left.length > 0],
  ["picture and sound same", ({ same }) => same === "same"],
  ["differ", ({ same }) => same === "differs"],
  ["not decodable", ({ same }) => same === "unjudged"],
  ...SUBJECT_NAMES.map((subject) => [`${subject} missed`, ({ missed }: Tried) => subject in missed] as const),
  ["Chromium shows", ({ shown }) => shown],
  ["of these refused", ({ shown, verdict }) => shown && verdict.kind !== "cleaned"],
];

/** The table as Markdown: kinds of files in rows. */
export function tableOf(files: readonly Tried[]): string {
  const rows = FAMILIES.map(([name, types]) => {
    const some = files.filter(({ type }) => types.test(type));
    return [name, ...COLUMNS.map(([, counts]) => String(some.filter(counts).length))];
  });
  const lines = [["", ...COLUMNS.map(([name]) => name)], ["---", ...COLUMNS.map(() => "--:")], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** How many files there are of each, most first. */
export function countsOf(names: readonly string[]): string {
  const counts = Map.groupBy(names, (name) => name);
  return [...counts]
    .map(([name, { length }]) => [name, length] as const)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

/** What is to be looked into, a line each. */
export function complaintsOf(files: readonly Tried[]): string[] {
  return files.flatMap(({ path, verdict, left, same, missed, shown }) => [
    ...(verdict.kind === "crashed" ? [`crash: ${verdict.why}: ${path}`] : []),
    ...(verdict.kind === "refused" && shown ? [`shown and refused, ${verdict.code}: ${path}`] : []),
    ...(left.length > 0 ? [`left: ${left.slice(0, 3).join("; ")}: ${path}`] : []),
    ...(same === "differs" ? [`differs: ${path}`] : []),
    ...Object.entries(missed).map(([subject, tag]) => `${subject} missed: ${tag}: ${path}`),
  ]);
}

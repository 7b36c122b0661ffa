import { harmless } from "./harmless.ts";
import type { Entry, Said, Section } from "./readable.ts";

/**
 * Sections as lines for tip.txt, safe to print on a terminal: words of ours stand behind `- `, every line from
 * outside behind `| `, so that a report can't pass for what it isn't.
 */
export function readableLines(sections: readonly Section[]): readonly string[] {
  return sections.flatMap((section, i) => [
    ...(i === 0 ? [] : [""]),
    section.heading,
    ...section.entries.flatMap(linesOfEntry),
  ]);
}

function linesOfEntry({ label, said }: Entry): string[] {
  const lines = said.flatMap(linesOf);
  return label === ""
    ? lines.map((line) => `  ${line}`)
    : [`  ${label}`, ...lines.map((line) => `    ${line}`)];
}

function linesOf({ text, quoted }: Said): string[] {
  if (!quoted) return [`- ${text}`];
  return harmless(text)
    .split("\n")
    .map((line) => `| ${line}`);
}

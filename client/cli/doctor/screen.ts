import { pushAll } from "../../../crypto/lists.ts";
import { counted } from "../say.ts";
import { type Finding, fine, type Level } from "./finding.ts";

/** Of the smallest terminal, less the line in which the next command is typed. */
const COLUMNS = 80;
export const LINES = 23;

const LABELS: Readonly<Record<Level, string>> = {
  wrong: "WRONG    ",
  warning: "warning  ",
  fine: "fine     ",
};
const LEVELS: readonly Level[] = ["wrong", "warning", "fine"];
const INDENT = " ".repeat(LABELS.fine.length);

/** The worst first; among equals in their order. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
}

/** What is not fine, and how many checks are, in one screen. */
export function screenOf(findings: readonly Finding[]): string[] {
  const bad = findings.filter(({ level }) => level !== "fine");
  const good = findings.length - bad.length;
  const rest = good === 0 ? [] : [fine("others", `${counted(good, "check")} (--all names them)`)];
  return [...linesOf(bad, LINES - rest.length), ...linesOf(rest)];
}

/**
 * Findings with their remedies for reading, the worst first, in columns of a terminal.
 * @param most lines; what doesn't fit is counted in the last one, and nothing that is worse than what is shown
 */
export function linesOf(findings: readonly Finding[], most = Number.POSITIVE_INFINITY): string[] {
  const blocks = worstFirst(findings).map(blockOf);
  const lines: string[] = [];
  for (const [i, block] of blocks.entries()) {
    const room = most - lines.length - (i === blocks.length - 1 ? 0 : 1);
    if (block.length > room)
      return [
        ...lines,
        `${INDENT}And ${counted(blocks.length - i, "more finding")}, none worse: --all names them.`,
      ];
    pushAll(lines, block);
  }
  return lines;
}

function blockOf({ level, sentence, remedy }: Finding): string[] {
  const text = wrapped(sentence);
  const [first = "", ...others] = [...text, ...(remedy === undefined ? [] : remedyLines(remedy))];
  return [LABELS[level] + first, ...others.map((line) => INDENT + line)];
}

/** A command at a remedy's end can be copied: it has a line of its own, however long, if it doesn't fit otherwise. */
function remedyLines(remedy: string): string[] {
  const lines = wrapped(remedy);
  const [, before, command] = /^(.*?:) ([a-z]+ .*)$/.exec(remedy) ?? [];
  return lines.length > 1 && before !== undefined && command !== undefined
    ? [...wrapped(before), command]
    : lines;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && INDENT.length + last.length + 1 + word.length <= COLUMNS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

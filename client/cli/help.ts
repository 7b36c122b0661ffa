import { choicesIn, type Declaration, type Options, optionName } from "./declaration.ts";

/** So that the reference, which indents all this by four, keeps to 120. */
const WIDTH = 116;

const EXITS = {
  0: "done",
  1: "failed; stderr says in a sentence why, and what to do",
  2: "wrong use: an option, or a file that is not there",
};

/** Everything `--help` prints: usage, what the command does, options, an example, exit codes. */
export function helpFrom<O extends Options, P extends string>(
  name: string,
  { usage, about, options, oneOf, operands, notes, settings, example, exits }: Declaration<O, P>,
): string {
  const rows = Object.entries(options ?? {});
  const keys = rows.map(([key]) => key).filter((key) => optionName(key) !== undefined);
  const used = [...withChoices(keys, oneOf), operands?.[0] ?? ""];
  const blocks = [
    usage === undefined
      ? hanging(`nightjar ${name}`, used, 2)
      : usage.replace(/^(?! )/gm, `nightjar ${name} `),
    ...paragraphs(about),
    ...(rows.length === 0 ? [] : [table(rows.map(([key, says]) => [key.replace(/[[\]…]/g, ""), says]))]),
    ...(notes === undefined ? [] : paragraphs(notes)),
    ...(settings ? [`Settings, as environment variables\n${table(Object.entries(settings))}`] : []),
    `Example\n${example.replace(/^/gm, "  ")}`,
    `Exit codes\n${table(Object.entries({ ...EXITS, ...exits }))}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Options that take each other's place stand together, where the first of them stands. */
function withChoices(keys: readonly string[], oneOf: readonly string[] = []): string[] {
  const choices = choicesIn(oneOf);
  return keys.flatMap((key): string[] => {
    const name = optionName(key);
    const choice = choices.find(({ names }) => names.some((one) => one === name));
    if (!choice) return [key];
    if (choice.names[0] !== name) return [];
    const all = choice.names.map((one) => keys.find((other) => optionName(other) === one) ?? "");
    const together = all.map((one) => one.replace(/[[\]]/g, "")).join("|");
    return [choice.isNeeded ? together : `[${together}]`];
  });
}

function paragraphs(text: string): string[] {
  return text.split(/\n\s*\n/).map((paragraph) => hanging("", wordsOf(paragraph), 0));
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = rows.reduce((widest, [key]) => Math.max(widest, key.length), 0);
  return rows.map(([key, says]) => hanging(`  ${key.padEnd(width)} `, wordsOf(says), width + 4)).join("\n");
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** What it begins with, and the words; the lines after the first are indented. */
function hanging(start: string, words: readonly string[], indent: number): string {
  const lines: string[] = [];
  let line = start;
  for (const word of words.filter((one) => one !== "")) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = " ".repeat(indent) + word;
    } else line += line === "" ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}

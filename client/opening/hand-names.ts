import { MOST_NAME } from "../casebook/what.ts";

const LONGEST_ENDING = 16;

/**
 * What a file of a hand-made tar is called here: relative, without `.` and `..`, nothing invisible, at most 100 UTF-16
 * code units, and unlike the others.
 */
export function handName(given: string, taken: ReadonlySet<string>): string {
  const parts = given.split(/[/\\]/).filter((part) => !/^\.{0,2}$/.test(part));
  const visible = parts
    .join("/")
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "_")
    .trim();
  const name = visible === "" ? "unnamed" : visible;
  for (let number = 1; ; number++) {
    const called = shortened(name, number === 1 ? "" : `-${number}`);
    if (!taken.has(keyOf(called))) return called;
  }
}

/** Names with the same key would be one file on some system. */
export function keyOf(name: string): string {
  return name.toLowerCase();
}

function shortened(name: string, number: string): string {
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 && name.length - dot <= LONGEST_ENDING ? name.slice(dot) : "";
  const stem = name.slice(0, name.length - ending.length).slice(0, MOST_NAME - ending.length - number.length);
  return `${stem.replace(/[\uD800-\uDBFF]$/, "")}${number}${ending}`;
}

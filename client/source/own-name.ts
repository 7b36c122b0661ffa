/** What no name of an attachment may hold: invisible or acting characters, separators, what paths are made of. */
const REFUSED = /(?! )[\p{C}\p{Z}<>:"/\\|?*]/gu;

/** Most bytes of UTF-8: with its folder and its number it fits a tar's 100. */
const MOST_BYTES = 60;

const LONGEST_ENDING = 12;

/** A file's own name, for a person who wants it kept: one plain component of a path, never empty, its ending kept. */
export function ownName(name: string): string {
  const visible = name.normalize("NFC").replace(REFUSED, "_").trim();
  const dot = visible.lastIndexOf(".");
  const hasEnding = dot > 0 && bytesOf(visible.slice(dot)) <= LONGEST_ENDING;
  const stem = hasEnding ? visible.slice(0, dot) : visible;
  const ending = hasEnding ? visible.slice(dot) : "";
  return (shortened(stem, MOST_BYTES - bytesOf(ending)) || "_") + ending;
}

function shortened(text: string, most: number): string {
  let short = "";
  let length = 0;
  for (const character of text) {
    length += bytesOf(character);
    if (length > most) break;
    short += character;
  }
  return short;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** What no name of an attachment may hold: invisible or acting characters, separators, what paths are made of. */
/** Joiners and non-joiners within a word belong to how Uyghur, Persian and others are written. */
const REFUSED = /(?! |(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L}))[\p{C}\p{Z}<>:"/\\|?*]/gu;

/** Most bytes of UTF-8: with its folder and its number it fits a tar's 100. */
const MOST_BYTES = 60;

const LONGEST_ENDING = 12;

/** A letter with all its marks is never cut in two. */
const LETTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });

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
  for (const { segment } of LETTERS.segment(text)) {
    length += bytesOf(segment);
    if (length > most) break;
    short += segment;
  }
  return short;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** What a file's name may not hold on some system, or what would make it look like another. */
const REFUSED = /(?! |(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L}))[\p{C}\p{Z}<>:"/\\|?*]/gu;

/** Names that Windows gives to devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** Longest safe name, in bytes of UTF-8: with a number behind it, within every file system's limit. */
const MOST_BYTES = 120;

const LONGEST_ENDING = 16;

/**
 * One component of a path that any system takes as a plain name: no separator, no invisible or reserved
 * character, no leading dot or hyphen, no trailing dot or space, not a device. Never empty. Names that are fine
 * come out as they are; two different names may come out the same.
 */
export function safeName(name: string): string {
  const visible = name.normalize("NFC").replace(REFUSED, "_");
  const trimmed = shortened(visible)
    .replace(/[. ]+$/, "")
    .replace(/^[.\- ]/, "_");
  return DEVICE.test(trimmed) || trimmed === "" ? `_${trimmed}` : trimmed;
}

/** `name` with a number before its ending, for when `name` itself is taken: photo.jpg, photo-2.jpg. */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const { stem, ending } = parts(name);
  return `${stem}-${number}${ending}`;
}

function shortened(name: string): string {
  const { stem, ending } = parts(name);
  let bytes = Buffer.byteLength(ending);
  let short = "";
  for (const character of stem) {
    bytes += Buffer.byteLength(character);
    if (bytes > MOST_BYTES) break;
    short += character;
  }
  return short + ending;
}

function parts(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 ? name.slice(dot) : "";
  return Buffer.byteLength(ending) <= LONGEST_ENDING
    ? { stem: name.slice(0, name.length - ending.length), ending }
    : { stem: name, ending: "" };
}

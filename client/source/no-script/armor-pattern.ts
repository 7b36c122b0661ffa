/** The first 28 characters of every armored age file's contents: base64 of `age-encryption.org/v1`, 21 bytes. */
const VERSION = "YWdlLWVuY3J5cHRpb24ub3JnL3Yx";

/** Where a line ended: browsers leave nothing there, or a space; and what editors and mail programs put around lines. */
const BREAK = "[\\s>]*";

const LETTER = "[A-Za-z0-9+\\/]";

/**
 * For an `<input pattern>`: armor with or without its line ends, and nothing else. Browsers read it as a regular
 * expression with the `v` flag, in which a slash within brackets must be escaped; if they can't read it they ignore
 * it, and let everything through.
 */
export const ARMOR_PATTERN = [
  `${BREAK}-----BEGIN AGE ENCRYPTED FILE-----`,
  BREAK,
  `${VERSION}${LETTER}{36}`,
  `(?:${BREAK}${LETTER}{64})*`,
  BREAK,
  `(?:${LETTER}{4}){0,15}(?:${LETTER}{2}==|${LETTER}{3}=)?`,
  BREAK,
  `-----END AGE ENCRYPTED FILE-----${BREAK}`,
].join("");

import { VERSION_LINE } from "../../crypto/age/header.ts";
import { utf8 } from "../../crypto/bytes.ts";

/** Most empty stanzas that fit into a header: each is two lines, six bytes together. */
export const MOST_EMPTY_STANZAS = 43_600;

/** A header that keeps the form, of so many empty stanzas, and something behind it. */
export function longHeader(stanzas = MOST_EMPTY_STANZAS): Uint8Array {
  return utf8(`${VERSION_LINE}\n${"-> a\n\n".repeat(stanzas)}--- ${"A".repeat(43)}\n${"payload ".repeat(9)}`);
}

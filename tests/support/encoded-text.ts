import type { Encoding } from "../../client/opening/encodings.ts";

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** A text in any of the encodings, without a byte order mark. @throws Error for a character that it doesn't have */
export function encoded(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const bytes = Buffer.from(text, "utf16le");
    return Uint8Array.from(encoding === "utf-16le" ? bytes : bytes.swap16());
  }
  const table = tableOf(encoding);
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = character <= "\u007f" ? [character.charCodeAt(0)] : table.get(character);
      if (!bytes) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}

/** The characters that GB 2312 (by the name of gb18030) or Big5 has on its first level: what people write with. */
export function everyday(encoding: "gb18030" | "big5"): readonly string[] {
  const [first, last] = encoding === "big5" ? [0xa4, 0xc6] : [0xb0, 0xd7];
  const isFirstLevel = ([lead = 0, trail = 0]: readonly number[]) =>
    lead >= first && lead <= last && (encoding === "big5" || trail >= 0xa1);
  return [...tableOf(encoding)].flatMap(([character, bytes]) =>
    isFirstLevel(bytes) && /\p{Script=Han}/u.test(character) ? character : [],
  );
}

/** Two bytes for each character, by trying them all. */
function tableOf(encoding: "gb18030" | "big5"): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== "\ufffd" && !table.has(character))
        table.set(character, [lead, trail]);
    }
  tables.set(encoding, table);
  return table;
}

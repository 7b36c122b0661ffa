/** How a plain text may be written, by the names of the WHATWG's Encoding Standard. */
export const ENCODINGS = ["utf-8", "gb18030", "big5", "utf-16le", "utf-16be"] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** As people know them. */
export const ENCODING_NAMES: Readonly<Record<Encoding, string>> = {
  "utf-8": "UTF-8",
  gb18030: "GBK (GB18030)",
  big5: "Big5",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
};

export function isEncoding(text: string): text is Encoding {
  return ENCODINGS.some((encoding) => encoding === text);
}

/**
 * The text without its byte order mark; undefined if some byte isn't of this encoding.
 * @param isCut whether more follows, so that the last character may not be whole: then it is left out
 */
export function decodeStrictly(bytes: Uint8Array, encoding: Encoding, isCut = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isCut });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

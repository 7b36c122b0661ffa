/** A fault that can be put into a source file, to see whether fuzzing its target finds it. */
export interface Planted {
  readonly target: string;
  /** Of the source file, from the top of the repository. */
  readonly path: string;
  /** What stands there, once. */
  readonly good: string;
  readonly bad: string;
}

export const PLANTED: readonly Planted[] = [
  {
    target: "header",
    path: "crypto/age/header.ts",
    good: "if (line.length > BODY_COLUMNS)",
    bad: "if (line.length > 4 * BODY_COLUMNS)",
  },
  {
    target: "armor",
    path: "crypto/age/armor.ts",
    good: "bytes.length < LINE_BYTES;",
    bad: "bytes.length < LINE_BYTES / 2;",
  },
  {
    target: "multipart",
    path: "server/no-script/form-part.ts",
    good: 'this.#held.lastIndexOf("\\r")',
    bad: 'this.#held.indexOf("\\r")',
  },
  {
    target: "circuit-line",
    path: "server/circuits/circuit-line.ts",
    good: "if (end >= MOST_BYTES || bytes[end - 1] !== CARRIAGE_RETURN) return null;",
    bad: "if (end >= MOST_BYTES) return null;",
  },
  {
    target: "tar",
    path: "crypto/tar.ts",
    good: "if (names.has(key)) throw",
    bad: "if (names.size > 99) throw",
  },
  {
    target: "tar",
    path: "crypto/tar.ts",
    good: ' && part !== "..")',
    bad: ")",
  },
  {
    target: "tar",
    path: "client/opening/hand-tar.ts",
    good: "this.#padding = (HEADER_BLOCK - (entry.size % HEADER_BLOCK)) % HEADER_BLOCK;",
    bad: "this.#padding = HEADER_BLOCK - (entry.size % HEADER_BLOCK);",
  },
  {
    target: "documents",
    path: "crypto/documents/canonical.ts",
    good: "value !== null && !Array.isArray(value)",
    bad: "!Array.isArray(value)",
  },
  {
    target: "tip",
    path: "crypto/bytes.ts",
    good: '"utf-8", { fatal: true, ignoreBOM: true }',
    bad: '"utf-8", { ignoreBOM: true }',
  },
  {
    target: "tip",
    path: "crypto/bytes.ts",
    good: '"utf-8", { fatal: true, ignoreBOM: true }',
    bad: '"utf-8", { fatal: true }',
  },
  {
    target: "casebook",
    path: "crypto/documents/canonical.ts",
    good: "if (!equalBytes(encodeDocument(field, document), bytes))",
    bad: "if (encodeDocument(field, document).length > bytes.length)",
  },
  {
    target: "picture",
    path: "client/pictures/jpeg/segments.ts",
    good: 'if (length < 2) throw new CleanError("structure", "segment length");',
    bad: "",
  },
  {
    target: "iso",
    path: "client/pictures/iso/boxes.ts",
    good: "if (length < headerLength || end > container.length)",
    bad: "if (end > container.length)",
  },
];

/** The source file's text with the fault in it. */
export function planted(text: string, { path, good, bad }: Planted): string {
  const [before, behind, ...others] = text.split(good);
  if (before === undefined || behind === undefined || others.length > 0)
    throw new RangeError(`${path} doesn't hold once: ${good}`);
  return before + bad + behind;
}

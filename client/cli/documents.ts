import type { LineFile } from "../../crypto/documents/anchor-line.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { nodeSignatures } from "../../crypto/node/signatures.ts";
import { parseAnchorOrLine } from "../ceremony/anchors.ts";
import { claimsToBeBundle, looksLikeTar } from "../opening/plaintext-kind.ts";
import { CliError } from "./errors.ts";
import { readSmallFile } from "./files.ts";

/** What else a file may be, by how it begins. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^\{"type":"nightjar-anchor\//, "an anchor"],
  [/^\{"type":"nightjar-line\//, "a line of anchors"],
  [/^\{"roster":/, "a roster file"],
  [/^\{"payloadType":"application\/vnd\.nightjar\.roster\./, "a roster without a currency statement"],
  [/^\{"payloadType":"application\/vnd\.nightjar\.annex\./, "an annex"],
  [/^\{"payloadType":"application\/vnd\.nightjar\.anchor-move\./, "a move of the anchor"],
  [/^\{"payloadType":"application\/vnd\.nightjar\.[a-z]+-card\./, "somebody's card"],
  [/^nightjar-courier-key\//, "a courier's key"],
  [/^age-encryption\.org\//, "a sealed file, such as a vault or a casebook"],
];

/** A public document from a file; a refusal names the file. @throws CliError file-…, document-refused */
export async function readDocument<T>(path: string, parse: (bytes: Uint8Array) => T): Promise<T> {
  return parseDocument(path, await readSmallFile(path), parse);
}

/** The anchor, or the line of them. @throws CliError file-…, document-refused */
export async function readLine(path: string): Promise<LineFile> {
  return await readDocument(path, (bytes) => parseAnchorOrLine(bytes, nodeSignatures));
}

/** The same of bytes that were read from it. @throws CliError document-refused */
export function parseDocument<T>(path: string, bytes: Uint8Array, parse: (bytes: Uint8Array) => T): T {
  try {
    return parse(bytes);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    const sentence =
      error.code === "document-malformed"
        ? `${whatItIs(path, bytes)}: another file is due here, or this one is damaged; check which, or fetch it again.`
        : `${path}: ${error.message}`;
    throw new CliError("document-refused", sentence);
  }
}

/** The beginning of a sentence about a file that is refused. */
export function whatItIs(path: string, bytes: Uint8Array): string {
  const beginning = Buffer.from(bytes.subarray(0, 100)).toString("latin1");
  const [, kind] = KINDS.find(([start]) => start.test(beginning)) ?? [];
  if (kind !== undefined) return `${path} is ${kind}`;
  if (bytes.length === 0) return `${path} is empty`;
  if (!looksLikeTar(bytes)) return `${path} is no file that Nightjar knows`;
  return `${path} is ${claimsToBeBundle(bytes) ? "a courier's bundle" : "a tar"}`;
}

import { sha256 } from "@noble/hashes/sha2.js";
import { concat } from "../../crypto/bytes.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { SNIFF_LENGTH, sniff } from "../report/sniff.ts";
import type { FoundFile } from "./opened-tip.ts";

/** Reads a file to its end: what it is, how long, and its hash. Nothing of it is kept. */
export async function lookAtFile(
  name: string,
  content: AsyncIterable<Uint8Array>,
  onBytes: (bytes: Uint8Array) => void = () => {},
): Promise<FoundFile> {
  const hash = sha256.create();
  let beginning: Uint8Array = new Uint8Array(0);
  let size = 0;
  for await (const bytes of content) {
    onBytes(bytes);
    hash.update(bytes);
    size += bytes.length;
    if (beginning.length < SNIFF_LENGTH) beginning = concat(beginning, bytes).slice(0, SNIFF_LENGTH);
  }
  return { name, size, type: sniff(beginning), sha256: encodeHex(hash.digest()) };
}

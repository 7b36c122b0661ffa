import { HandReader, tipByHand } from "./by-hand.ts";
import type { Encoding } from "./encodings.ts";
import type { ByHand } from "./opened-tip.ts";

/** What somebody sealed by hand, read to its end. @throws what the stream throws */
export async function readByHand(contents: AsyncIterable<Uint8Array>, chosen?: Encoding): Promise<ByHand> {
  const reader = new HandReader(chosen);
  for await (const bytes of contents) reader.push(bytes);
  return tipByHand(reader.finish());
}

/** One file of what was sealed by hand and is there as a whole; undefined if there is none of this name. */
export function extractByHand(
  sealed: Uint8Array<ArrayBuffer>,
  name: string,
): Uint8Array<ArrayBuffer> | undefined {
  const reader = new HandReader();
  reader.push(sealed);
  const file = reader.finish().files.find((one) => one.name === name);
  return file && sealed.slice(file.offset, file.offset + file.size);
}

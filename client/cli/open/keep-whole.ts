import { createReadStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { concat } from "../../../crypto/bytes.ts";
import { type HandMade, HandReader, tipByHand } from "../../opening/by-hand.ts";
import type { Encoding } from "../../opening/encodings.ts";
import type { ByHand } from "../../opening/opened-tip.ts";
import { HEADER_BLOCK, looksLikeTar } from "../../opening/plaintext-kind.ts";
import { endingOf } from "../../report/media-types.ts";
import { type WrittenFile, writeNewFile } from "./write-file.ts";

/** Contents that are no tip of the page, or that were to be kept as one file. */
export interface KeptWhole {
  readonly kind: "whole";
  /** All files of a tar, or one. */
  readonly files: readonly WrittenFile[];
  /** What was found in them; of a tar that was to be kept as one file, nothing. */
  readonly found: Pick<ByHand, "text" | "readAs" | "tooLong" | "leftOut">;
}

/** How contents are kept. */
export interface Keeping {
  /** As one file, even if they are a tar. */
  readonly whole: boolean;
  /** How their texts are read, whatever they look like. */
  readonly encoding: Encoding | undefined;
}

const UNNAMED = "01-sealed-by-hand";
const NOTHING = { text: null, readAs: [], tooLong: false, leftOut: 0 } as const;

/**
 * Keeps the files of a tar in attachments/; anything else, whatever it is, whole as attachments/01-sealed-by-hand,
 * with the ending of what it is.
 */
export async function keepWhole(
  folder: string,
  contents: AsyncIterable<Uint8Array>,
  { whole, encoding }: Keeping,
): Promise<KeptWhole> {
  const attachments = join(folder, "attachments");
  await mkdir(attachments, { mode: 0o700 });
  const reader = new HandReader(encoding);
  let beginning: Uint8Array = new Uint8Array(0);
  const written = await writeNewFile(attachments, UNNAMED, contents, (bytes) => {
    reader.push(bytes);
    if (beginning.length < HEADER_BLOCK)
      beginning = concat(beginning, bytes.subarray(0, HEADER_BLOCK - beginning.length));
  });
  const made = reader.finish();
  if (made.isTar && !whole) {
    return { kind: "whole", files: await unpack(attachments, written.stored, made), found: tipByHand(made) };
  }
  const [one] = made.isTar ? [] : made.files;
  const stored = `${UNNAMED}.${looksLikeTar(beginning) || !one ? "tar" : endingOf(one.type)}`;
  await rename(join(attachments, written.stored), join(attachments, stored));
  const file = { ...written, name: stored, stored: `attachments/${stored}` };
  return { kind: "whole", files: [file], found: made.isTar ? NOTHING : tipByHand(made) };
}

/** Only once all of the tar has been read it is known to be one: its files are taken from where it lies, and it goes. */
async function unpack(attachments: string, tar: string, { files }: HandMade): Promise<WrittenFile[]> {
  const path = join(attachments, tar);
  const unpacked: WrittenFile[] = [];
  for (const { name, offset, size } of files) {
    const content = size === 0 ? [] : createReadStream(path, { start: offset, end: offset + size - 1 });
    const written = await writeNewFile(attachments, name, content);
    unpacked.push({ ...written, stored: `attachments/${written.stored}` });
  }
  await rm(path);
  return unpacked;
}

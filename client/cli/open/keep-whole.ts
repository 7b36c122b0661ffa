import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { concat } from "../../../crypto/bytes.ts";
import { looksLikeTar } from "../../opening/plaintext-kind.ts";
import { TextGuess } from "../../opening/text-guess.ts";
import { type WrittenFile, writeNewFile } from "./write-file.ts";

/** Contents that were kept as one file. */
export interface KeptWhole {
  readonly kind: "whole";
  readonly file: WrittenFile;
  /** The contents themselves if they are text, and short enough to be read in tip.txt. */
  readonly text: string | undefined;
}

const UNNAMED = "01-sealed-by-hand";

/** Keeps the whole contents as attachments/01-sealed-by-hand.tar, .txt or .bin, whatever they are. */
export async function keepWhole(folder: string, contents: AsyncIterable<Uint8Array>): Promise<KeptWhole> {
  const attachments = join(folder, "attachments");
  await mkdir(attachments, { mode: 0o700 });
  const text = new TextGuess();
  let beginning: Uint8Array = new Uint8Array(0);
  const written = await writeNewFile(attachments, UNNAMED, contents, (bytes) => {
    text.push(bytes);
    if (beginning.length < 512) beginning = concat(beginning, bytes.subarray(0, 512));
  });
  const isText = text.finish();
  const stored = `${UNNAMED}.${looksLikeTar(beginning) ? "tar" : isText ? "txt" : "bin"}`;
  await rename(join(attachments, written.stored), join(attachments, stored));
  const file = { ...written, name: stored, stored: `attachments/${stored}` };
  return { kind: "whole", file, text: isText ? text.whole : undefined };
}

import { lookAtFile } from "./look-at-file.ts";
import { type TipContents, WHOLE_FILE_NAME } from "./opened-tip.ts";
import { TextGuess } from "./text-guess.ts";

/** What somebody sealed by hand, read to its end: one file, and its text if it is a short plain text. */
export async function readWhole(contents: AsyncIterable<Uint8Array>): Promise<TipContents> {
  const text = new TextGuess();
  const file = await lookAtFile(WHOLE_FILE_NAME, contents, (bytes) => text.push(bytes));
  return { kind: "whole", text: text.finish() ? (text.whole ?? null) : null, file };
}

import { collectInto } from "../../crypto/bytes.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { unpackTar } from "../../crypto/unpack-tar.ts";
import { ReportError } from "../report/errors.ts";
import { lookAtFile } from "./look-at-file.ts";
import type { TipContents } from "./opened-tip.ts";
import { walkTip } from "./walk-tip.ts";

/** Looks at each file of a tip's tar, and keeps none. @throws as `walkTip` */
export async function readTip(tar: AsyncIterable<Uint8Array>, signatures: Signatures): Promise<TipContents> {
  const { tip, proof, report, attachments } = await walkTip(
    tar,
    ({ name, content }) => lookAtFile(name, content),
    signatures,
  );
  return tip instanceof ReportError
    ? { kind: "unreadable", files: [report, ...attachments] }
    : { kind: "report", tip, files: attachments, proof };
}

/**
 * One file of a tip's tar, by its name, or undefined if it isn't there. The tar is read to its end, since only
 * there it is known to be whole. @throws as `walkTip`
 */
export async function extractFile(
  tar: AsyncIterable<Uint8Array>,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let found: Uint8Array<ArrayBuffer> | undefined;
  for await (const file of unpackTar(tar)) {
    if (file.name === name) found = await collectInto(file.size, file.content);
  }
  return found;
}

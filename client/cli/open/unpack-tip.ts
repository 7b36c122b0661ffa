import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import type { TarFile } from "../../../crypto/tar.ts";
import type { ReplyProof } from "../../opening/judge-reply.ts";
import { walkTip } from "../../opening/walk-tip.ts";
import { ATTACHMENTS_FOLDER } from "../../report/attachment-name.ts";
import { ReportError } from "../../report/errors.ts";
import { TIP_FILE_NAME, type Tip } from "../../report/tip.ts";
import { type WrittenFile, writeNewFile } from "./write-file.ts";

/** A tip.json (kept as it is) in which no report is found, and why. */
export interface Unreadable {
  readonly unreadable: string;
}

/** A tip whose tar was unpacked to its end: data, which one thread can hand to another. */
export interface UnpackedTip {
  readonly kind: "tip";
  readonly tip: Tip | Unreadable;
  /** Of the tip's reply; undefined if it has none. */
  readonly proof?: ReplyProof | undefined;
  readonly attachments: readonly WrittenFile[];
}

/** Writes the files of a tip's tar into a folder: tip.json, and one level of attachments/. @throws as `walkTip` */
export async function unpackTip(
  folder: string,
  tar: AsyncIterable<Uint8Array>,
  signatures: Signatures,
): Promise<UnpackedTip> {
  const write = async ({ name, content }: TarFile) => {
    if (name === TIP_FILE_NAME) return await writeNewFile(folder, name, content);
    await mkdir(join(folder, ATTACHMENTS_FOLDER), { mode: 0o700, recursive: true });
    const written = await writeNewFile(
      join(folder, ATTACHMENTS_FOLDER),
      name.slice(ATTACHMENTS_FOLDER.length),
      content,
    );
    return { ...written, name, stored: ATTACHMENTS_FOLDER + written.stored };
  };
  const { tip, proof, attachments } = await walkTip(tar, write, signatures);
  return {
    kind: "tip",
    tip: tip instanceof ReportError ? { unreadable: tip.message } : tip,
    proof,
    attachments,
  };
}

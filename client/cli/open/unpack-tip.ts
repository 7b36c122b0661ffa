import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { joined } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { type TarFile, unpackTar } from "../../../crypto/tar.ts";
import { ReportError } from "../../report/errors.ts";
import { MAX_TIP_LENGTH, parseTip, TIP_FILE_NAME, type Tip } from "../../report/tip.ts";
import { type WrittenFile, writeNewFile } from "./write-file.ts";

/** A tip whose tar was unpacked to its end. */
export interface UnpackedTip {
  readonly kind: "tip";
  /** The report, or why tip.json (kept as it is) could not be read as one. */
  readonly tip: Tip | ReportError;
  readonly attachments: readonly WrittenFile[];
}

const FOLDER = "attachments/";

/**
 * Writes the files of a tip's tar into a folder: tip.json, and one level of attachments/.
 * @throws CryptoError tar-malformed, tar-entry-refused; and what the stream itself throws
 */
export async function unpackTip(folder: string, tar: AsyncIterable<Uint8Array>): Promise<UnpackedTip> {
  const attachments: WrittenFile[] = [];
  let tip: Tip | ReportError | undefined;
  for await (const file of unpackTar(tar)) {
    if (tip === undefined) tip = await unpackReport(folder, file);
    else attachments.push(await unpackAttachment(folder, file, attachments.length === 0));
  }
  if (tip === undefined) throw new CryptoError("tar-malformed", "no tip.json");
  return { kind: "tip", tip, attachments };
}

async function unpackReport(folder: string, file: TarFile): Promise<Tip | ReportError> {
  if (file.name !== TIP_FILE_NAME) throw new CryptoError("tar-entry-refused", `before ${TIP_FILE_NAME}`);
  const held: Uint8Array[] = [];
  let room = MAX_TIP_LENGTH + 1;
  await writeNewFile(folder, TIP_FILE_NAME, file.content, (bytes) => {
    held.push(bytes.slice(0, room));
    room -= Math.min(room, bytes.length);
  });
  try {
    return parseTip(joined(held));
  } catch (error) {
    if (error instanceof ReportError) return error;
    throw error;
  }
}

async function unpackAttachment(folder: string, file: TarFile, first: boolean): Promise<WrittenFile> {
  const name = file.name.slice(FOLDER.length);
  if (!file.name.startsWith(FOLDER) || name.includes("/")) {
    throw new CryptoError("tar-entry-refused", `outside ${FOLDER}`);
  }
  if (first) await mkdir(join(folder, FOLDER), { mode: 0o700 });
  const written = await writeNewFile(join(folder, FOLDER), name, file.content);
  return { ...written, name: file.name, stored: FOLDER + written.stored };
}

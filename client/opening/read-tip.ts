import { joined } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { type TarFile, unpackTar } from "../../crypto/tar.ts";
import { ATTACHMENTS_FOLDER } from "../report/attachment-name.ts";
import { ReportError } from "../report/errors.ts";
import { MAX_TIP_LENGTH, parseTip, TIP_FILE_NAME, type Tip } from "../report/tip.ts";
import { lookAtFile } from "./look-at-file.ts";
import type { FoundFile, TipContents } from "./opened-tip.ts";

/**
 * A tip's tar, read to its end: tip.json first, and one level of attachments/.
 * @throws CryptoError tar-malformed, tar-entry-refused; and what the stream itself throws
 */
export async function readTip(tar: AsyncIterable<Uint8Array>): Promise<TipContents> {
  const files: FoundFile[] = [];
  let tip: Tip | undefined;
  let first: FoundFile | undefined;
  for await (const file of unpackTar(tar)) {
    checkPlace(file, first === undefined);
    if (first) files.push(await lookAtFile(file.name, contentOf(file)));
    else [first, tip] = await readReport(file);
  }
  if (!first) throw new CryptoError("tar-malformed", "no tip.json");
  return tip ? { kind: "report", tip, files } : { kind: "unreadable", files: [first, ...files] };
}

/**
 * One file of a tip's tar, by its name, or undefined if it isn't there. The tar is read to its end, since only
 * there it is known to be whole. @throws as `readTip`
 */
export async function extractFile(
  tar: AsyncIterable<Uint8Array>,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let found: Uint8Array<ArrayBuffer> | undefined;
  for await (const file of unpackTar(tar)) {
    if (file.name === name) found = await collectKnown(file);
  }
  return found;
}

async function readReport(file: TarFile): Promise<[FoundFile, Tip | undefined]> {
  const held: Uint8Array[] = [];
  let room = MAX_TIP_LENGTH + 1;
  const found = await lookAtFile(file.name, contentOf(file), (bytes) => {
    if (room > 0) held.push(bytes.slice(0, room));
    room -= Math.min(room, bytes.length);
  });
  return [found, tipIn(joined(held))];
}

/** What a tip.json says; undefined if this version finds no report in it. */
export function tipIn(bytes: Uint8Array): Tip | undefined {
  try {
    return parseTip(bytes);
  } catch (error) {
    if (error instanceof ReportError) return undefined;
    throw error;
  }
}

/** @throws CryptoError tar-entry-refused */
export function checkPlace({ name }: { readonly name: string }, first: boolean): void {
  const rest = name.startsWith(ATTACHMENTS_FOLDER) ? name.slice(ATTACHMENTS_FOLDER.length) : "/";
  if (first ? name !== TIP_FILE_NAME : rest.includes("/")) {
    throw new CryptoError(
      "tar-entry-refused",
      first ? `before ${TIP_FILE_NAME}` : `outside ${ATTACHMENTS_FOLDER}`,
    );
  }
}

async function* contentOf({ content }: TarFile): AsyncGenerator<Uint8Array> {
  yield* content;
}

/** Into one array of the size that the tar says: no second copy of what may be large. */
async function collectKnown({ size, content }: TarFile): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(size);
  let at = 0;
  for await (const bytes of content) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

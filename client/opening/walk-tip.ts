import { joined } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { type TarFile, unpackTar } from "../../crypto/tar.ts";
import { MOST_ATTACHMENTS } from "../report/attachment.ts";
import { ATTACHMENTS_FOLDER } from "../report/attachment-name.ts";
import { ReportError } from "../report/errors.ts";
import { MAX_TIP_LENGTH, parseTip, TIP_FILE_NAME, type Tip } from "../report/tip.ts";

/** What was made of each file of a tip, and what its tip.json says, or why nothing could be read of it. */
export interface WalkedTip<T> {
  readonly tip: Tip | ReportError;
  readonly report: T;
  readonly attachments: readonly T[];
}

/**
 * A tip's tar, read to its end: tip.json first, and one level of attachments/.
 * @param receive is given each file in turn, and reads its content to the end
 * @throws CryptoError tar-malformed, tar-entry-refused; and what the stream itself and `receive` throw
 */
export async function walkTip<T>(
  tar: AsyncIterable<Uint8Array>,
  receive: (file: TarFile) => Promise<T>,
): Promise<WalkedTip<T>> {
  const received: T[] = [];
  const text = new Beginning(MAX_TIP_LENGTH + 1);
  for await (const file of unpackTar(tar)) {
    const first = received.length === 0;
    checkPlace(file, received.length);
    received.push(await receive(first ? { ...file, content: text.of(file.content) } : file));
  }
  const [report, ...attachments] = received;
  if (report === undefined) throw new CryptoError("tar-malformed", `no ${TIP_FILE_NAME}`);
  return { tip: tipIn(text.bytes()), report, attachments };
}

/** What a tip.json says, or why this version finds no report in it. */
export function tipIn(bytes: Uint8Array): Tip | ReportError {
  try {
    return parseTip(bytes);
  } catch (error) {
    if (error instanceof ReportError) return error;
    throw error;
  }
}

/** @param place from 0 @throws CryptoError tar-entry-refused */
export function checkPlace({ name }: { readonly name: string }, place: number): void {
  if (place > MOST_ATTACHMENTS) throw new CryptoError("tar-entry-refused", "too many files");
  const first = place === 0;
  const rest = name.startsWith(ATTACHMENTS_FOLDER) ? name.slice(ATTACHMENTS_FOLDER.length) : "/";
  if (first ? name !== TIP_FILE_NAME : rest.includes("/")) {
    throw new CryptoError(
      "tar-entry-refused",
      first ? `before ${TIP_FILE_NAME}` : `outside ${ATTACHMENTS_FOLDER}`,
    );
  }
}

/** Holds the first bytes of a content that somebody else reads. */
class Beginning {
  readonly #held: Uint8Array[] = [];
  #room: number;

  constructor(most: number) {
    this.#room = most;
  }

  async *of(content: TarFile["content"]): AsyncGenerator<Uint8Array> {
    for await (const bytes of content) {
      if (this.#room > 0) this.#held.push(bytes.slice(0, this.#room));
      this.#room -= Math.min(this.#room, bytes.length);
      yield bytes;
    }
  }

  bytes(): Uint8Array {
    return joined(this.#held);
  }
}

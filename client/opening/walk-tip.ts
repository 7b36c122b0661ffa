import { joined } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { TarFile } from "../../crypto/tar.ts";
import { unpackTar } from "../../crypto/unpack-tar.ts";
import { MOST_ATTACHMENTS } from "../report/attachment.ts";
import { ATTACHMENTS_FOLDER } from "../report/attachment-name.ts";
import { ReportError } from "../report/errors.ts";
import { MAX_TIP_LENGTH, parseTip, TIP_FILE_NAME, type Tip } from "../report/tip.ts";
import { FileDigests, isAnswerable, judgeReply, type ReplyProof } from "./judge-reply.ts";

/** What was made of each file of a tip, and what its tip.json says, or why nothing could be read of it. */
export interface WalkedTip<T> {
  readonly tip: Tip | ReportError;
  /** Undefined of a tip that has no reply. */
  readonly proof: ReplyProof | undefined;
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
  signatures: Signatures,
): Promise<WalkedTip<T>> {
  const received: T[] = [];
  const text = new Beginning(MAX_TIP_LENGTH + 1);
  const digests = new FileDigests();
  let tip: Tip | ReportError | undefined;
  for await (const file of unpackTar(tar)) {
    checkPlace(file, received.length);
    if (tip === undefined) {
      received.push(await receive({ ...file, content: text.of(file.content) }));
      tip = tipIn(text.bytes());
    } else if (isAnswerable(tip)) received.push(await receive({ ...file, content: digests.of(file) }));
    else received.push(await receive(file));
  }
  const [report, ...attachments] = received;
  if (report === undefined || tip === undefined)
    throw new CryptoError("tar-malformed", `no ${TIP_FILE_NAME}`);
  const proof = isAnswerable(tip) ? judgeReply(tip, digests.finish(), signatures) : undefined;
  return { tip, proof, report, attachments };
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

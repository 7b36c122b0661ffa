import { isLowOrder } from "../../crypto/age/recipient-keys.ts";
import { DigestBuilder, digestOfWhole } from "../../crypto/digest.ts";
import { parseHex } from "../../crypto/encoding.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { TarFile } from "../../crypto/tar.ts";
import { type AttachmentDigest, attachmentDigest, provesReply } from "../letters/reply-proof.ts";
import type { ReportError } from "../report/errors.ts";
import type { Reply } from "../report/reply.ts";
import type { Tip } from "../report/tip.ts";

/**
 * What a tip's address says of it: that it wrote this text with these files; that it didn't; or that it did, and
 * nothing can be sent there, since its mailbox protects nothing.
 */
export type ReplyProof = "holds" | "fails" | "mailbox-weak";

export type AnswerableTip = Tip & { readonly reply: Reply };

export function isAnswerable(tip: Tip | ReportError): tip is AnswerableTip {
  return "reply" in tip && tip.reply !== null && tip.reply !== undefined;
}

/** @param digests of the attachments, in the order of the tar */
export function judgeReply(
  tip: AnswerableTip,
  digests: readonly AttachmentDigest[],
  signatures: Signatures,
): ReplyProof {
  if (!provesReply(tip, digests, signatures)) return "fails";
  return isLowOrder(parseHex(tip.reply.mailbox, 32, "document-malformed")) ? "mailbox-weak" : "holds";
}

/** Of a file whose bytes are there as a whole. */
export async function digestOfFile(bytes: Uint8Array): Promise<AttachmentDigest> {
  return bytes.length === 0
    ? attachmentDigest([])
    : ((await digestOfWhole(bytes)) as Uint8Array as AttachmentDigest);
}

/** Digests the contents of files that somebody else reads, one after the other. */
export class FileDigests {
  readonly #finished: (() => AttachmentDigest)[] = [];

  of({ size, content }: TarFile): TarFile["content"] {
    const builder = new DigestBuilder();
    this.#finished.push(() =>
      size === 0 ? attachmentDigest([]) : (builder.finish() as Uint8Array as AttachmentDigest),
    );
    return pushing(content, builder);
  }

  /** To be called once, when all have been read to their ends. */
  finish(): readonly AttachmentDigest[] {
    return this.#finished.map((finish) => finish());
  }
}

async function* pushing(content: TarFile["content"], builder: DigestBuilder): AsyncGenerator<Uint8Array> {
  for await (const bytes of content) {
    builder.push(bytes);
    yield bytes;
  }
}

import { digestOfLeaves, encodeDigest, LEAF_LENGTH } from "../../../crypto/digest.ts";
import type { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { envelopeLength, sealEnvelope } from "../../../crypto/envelope.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import type { TarFile } from "../../../crypto/tar.ts";
import { encodeTip, TIP_FILE_NAME } from "../../report/tip.ts";
import type { FromWorker, SealingDraft } from "./messages.ts";
import type { PartBuffers } from "./part-buffers.ts";
import { cutIntoParts } from "./parts.ts";
import { BlobReader } from "./read-blob.ts";

/** Hands a message to the page; the listed buffers are given away with it. */
export type Post = (message: FromWorker, transfer?: ArrayBuffer[]) => void;

/**
 * Seals a draft to the roster and posts it part by part, in buffers that come back from the page, so that no more
 * than a few parts are ever in memory.
 * @throws ReportError tip-too-large; CryptoError size-invalid; UnreadableFile
 */
export async function sealDraft(
  draft: SealingDraft,
  roster: VerifiedRoster,
  primitives: Primitives,
  buffers: PartBuffers,
  post: Post,
): Promise<void> {
  const reader = new BlobReader();
  const files = tarFilesOf(draft, roster, reader);
  const length = envelopeLength(
    files.map((file) => file.size),
    roster,
  );
  post({ kind: "sealing", length, parts: Math.ceil(length / LEAF_LENGTH) });
  const leaves: Uint8Array[] = [];
  const envelope = sealEnvelope(files, roster, primitives, (chunk) => reader.spent(chunk));
  for await (const bytes of cutIntoParts(envelope, buffers)) {
    const leaf = await crypto.subtle.digest("SHA-256", bytes);
    post({ kind: "part", index: leaves.length, bytes }, [bytes.buffer]);
    leaves.push(new Uint8Array(leaf));
  }
  post({ kind: "sealed", digest: encodeDigest(digestOfLeaves(leaves)) });
}

/** The files of the tar: the report first, then what is attached, in the person's order. */
function tarFilesOf(
  { language, report, files }: SealingDraft,
  roster: VerifiedRoster,
  reader: BlobReader,
): TarFile[] {
  const { anchor, digest } = roster;
  const tip = encodeTip({
    instance: anchor.instance,
    roster: digest,
    language,
    report,
    attachments: files,
    reply: null,
  });
  const attached = files.map(({ name, size, content }) => ({
    name,
    size,
    content: reader.read(content, name),
  }));
  return [{ name: TIP_FILE_NAME, size: tip.length, content: [tip] }, ...attached];
}

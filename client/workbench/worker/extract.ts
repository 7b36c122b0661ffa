import { open } from "../../../crypto/age/open.ts";
import { collect } from "../../../crypto/bytes.ts";
import { readBlob, UnreadableFile } from "../../browser/read-blob.ts";
import { envelopeName } from "../../bundle/names.ts";
import { readBundle } from "../../bundle/read-bundle.ts";
import { lookAhead } from "../../opening/beginnings.ts";
import { binary, type Keys } from "../../opening/open-tip.ts";
import { claimsToBeTip, HEADER_BLOCK } from "../../opening/plaintext-kind.ts";
import { extractByHand } from "../../opening/read-by-hand.ts";
import { extractFile } from "../../opening/read-tip.ts";
import type { Origin } from "./messages.ts";

/**
 * One file of a tip, opened again from the sealed file that the reviewer chose: between two looks at it, nothing
 * of it is held. @throws as opening does; UnreadableFile if it isn't there any more
 */
export async function extract(
  file: Blob,
  origin: Origin,
  name: string,
  keys: Keys,
): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = await sealedAt(file, origin, keys);
  const { plaintext } = await open(await binary(sealed), keys.identities, keys.primitives);
  const { beginning, whole } = await lookAhead(plaintext, HEADER_BLOCK);
  const found = claimsToBeTip(beginning)
    ? await extractFile(whole, name)
    : extractByHand(await collect(whole), name);
  if (!found) throw new UnreadableFile("the envelope does not hold it");
  return found;
}

/** The sealed bytes of a tip, from the file that the reviewer chose. @throws as `extract` */
export async function sealedAt(file: Blob, origin: Origin, keys: Keys): Promise<AsyncIterable<Uint8Array>> {
  return origin === null ? readBlob(file) : await inBundle(file, origin, keys);
}

async function inBundle(
  file: Blob,
  origin: string,
  { primitives }: Keys,
): Promise<AsyncIterable<Uint8Array>> {
  const { envelopes } = await readBundle(readBlob(file), primitives);
  for (;;) {
    const next = await envelopes.next();
    if (next.done) throw new UnreadableFile("the bundle does not hold it");
    const envelope = next.value;
    if (envelope.kind === "envelope" && envelopeName(envelope.listed.id) === origin) {
      return closing(envelope.content, envelopes);
    }
  }
}

/** Lets the rest of the bundle go once the envelope has been read. */
async function* closing(content: AsyncIterable<Uint8Array>, envelopes: AsyncGenerator<unknown>) {
  try {
    yield* content;
  } finally {
    await envelopes.return(undefined);
  }
}

import { equalBytes } from "../../../crypto/bytes.ts";
import { inForce } from "../../../crypto/documents/anchor-line.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { isKnownCourier } from "../../bundle/known-documents.ts";
import type { Bundle } from "../../bundle/read-bundle.ts";
import { readBundle } from "../../bundle/read-bundle.ts";
import { lookAhead } from "../../opening/beginnings.ts";
import { claimsToBeBundle, HEADER_BLOCK } from "../../opening/plaintext-kind.ts";
import type { Finds } from "./finds.ts";
import type { BundleHead } from "./messages.ts";
import { openLoose } from "./open-loose.ts";
import { openBundled } from "./opening/open-bundled.ts";
import { openersFor } from "./opening/openers.ts";
import { readSlabs } from "./read-slabs.ts";
import type { Session } from "./session.ts";

/** A whole bundle cannot be used, for a reason that no layer below knows of. */
export class ForeignBundle extends Error {
  override readonly name = "ForeignBundle";
}

/**
 * Opens all that is in a file: a bundle, a casebook, or one sealed envelope. What is broken in a bundle is named, and
 * does not keep the rest from being opened.
 * @throws CryptoError, BundleError, CasebookError, ForeignBundle, UnreadableFile, if there is nothing (more) to be had
 */
export async function openFile(file: Blob, name: string, session: Session, finds: Finds): Promise<void> {
  const { unlocked, casebook } = session;
  const bytes = counted(readSlabs(file), (length) => finds.read(length));
  const { beginning, whole } = await lookAhead(bytes, HEADER_BLOCK);
  if (!claimsToBeBundle(beginning)) return await openLoose(file, name, whole, session, finds);
  const bundle = await readBundle(whole, unlocked.keys.primitives);
  finds.bundle(learned(bundle, session));
  finds.people((await casebook.people()).people);
  finds.casebook(casebook.change());
  const openers = openersFor(bundle.manifest.count, unlocked, session.startOpener);
  try {
    await openBundled(bundle.envelopes, unlocked.keys, openers, finds);
  } finally {
    openers.end();
  }
}

/** What a bundle says before its envelopes; its documents are known from then on. @throws ForeignBundle */
function learned(
  { manifest, courier, list, documents, pool }: Bundle,
  { unlocked, casebook }: Session,
): BundleHead {
  if (!equalBytes(manifest.instance, unlocked.anchor.instance))
    throw new ForeignBundle("a bundle of another instance");
  const refusedDocuments = casebook.learn(documents);
  const { rosters, annexes } = casebook.documents;
  const courierKnown = isKnownCourier(annexes, courier);
  if (courierKnown) casebook.letters.takeBundle(manifest.made, pool);
  return {
    made: manifest.made,
    count: manifest.count,
    courierKnown,
    left: list.left,
    rosters,
    annexes,
    refusedDocuments,
    movedTo: casebook.documents.hasMoved ? anchorFingerprint(inForce(casebook.documents.line)) : null,
  };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onLength: (length: number) => void) {
  for await (const chunk of chunks) {
    onLength(chunk.length);
    yield chunk;
  }
}

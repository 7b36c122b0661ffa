import { equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { inForce } from "../../../crypto/documents/anchor-line.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { isKnownCourier } from "../../bundle/known-documents.ts";
import { MANIFEST_NAME } from "../../bundle/names.ts";
import type { Bundle } from "../../bundle/read-bundle.ts";
import { readBundle } from "../../bundle/read-bundle.ts";
import type { TipId } from "../../casebook/names.ts";
import type { Person } from "../../casebook/people.ts";
import { lookAhead, startsWith } from "../../opening/beginnings.ts";
import { HEADER_BLOCK, looksLikeTar } from "../../opening/plaintext-kind.ts";
import { isAboutContents, type Trouble, troubleOf } from "../../opening/trouble.ts";
import type { BundleHead, CasebookChange, FoundTip, Origin } from "./messages.ts";
import { openBundled } from "./open-bundled.ts";
import { openLoose } from "./open-loose.ts";
import { readSlabs } from "./read-slabs.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

/** Told of what is found in a file, in its order. */
export interface Finds {
  bundle(head: BundleHead): void;
  tip(tip: FoundTip): void;
  /** @param tip what the tip in it would be called; null if nobody says so */
  broken(name: string, trouble: Trouble, tip: TipId | null): void;
  read(bytes: number): void;
  people(people: readonly Person[]): void;
  casebook(change: CasebookChange): void;
  /** What this reviewer sealed for themself. */
  own(text: string): void;
}

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
  if (!isBundle(beginning)) return await openLoose(file, name, whole, session, finds);
  const bundle = await readBundle(whole, unlocked.keys.primitives);
  finds.bundle(learned(bundle, session));
  finds.people((await casebook.people()).people);
  finds.casebook(casebook.change());
  await openBundled(bundle.envelopes, unlocked, finds);
}

export function isBundle(beginning: Uint8Array): boolean {
  return looksLikeTar(beginning) && startsWith(beginning, utf8(`${MANIFEST_NAME}\0`));
}

/** What a bundle says before its envelopes; its documents are known from then on. @throws ForeignBundle */
function learned(
  { manifest, courier, list, documents }: Bundle,
  { unlocked, casebook }: Session,
): BundleHead {
  if (!equalBytes(manifest.instance, unlocked.anchor.instance))
    throw new ForeignBundle("a bundle of another instance");
  const refusedDocuments = casebook.learn(documents);
  const { rosters, annexes } = casebook.documents;
  return {
    made: manifest.made,
    count: manifest.count,
    courierKnown: isKnownCourier(annexes, courier),
    left: list.left,
    rosters,
    annexes,
    refusedDocuments,
    movedTo: casebook.documents.hasMoved ? anchorFingerprint(inForce(casebook.documents.line)) : null,
  };
}

export function found(opened: FoundTip["opened"], origin: Origin, { designations }: Unlocked): FoundTip {
  const { words, digits } = designations.of(opened.id);
  return { opened, origin, designation: words, digits };
}

/**
 * What is wrong with one envelope is that envelope's affair, and so is what the program stumbles over in it; a bundle
 * that is cut short or can't be read is the whole file's, and want of memory is the machine's: undefined for these.
 */
export function troubleOfOne(error: unknown): Trouble | undefined {
  const trouble = troubleOf(error);
  if (trouble === "bundle-damaged" || trouble === "file-unreadable") return undefined;
  if (trouble === undefined) console.error(error);
  return trouble ?? (isAboutContents(error) ? "program-stumbled" : undefined);
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onLength: (length: number) => void) {
  for await (const chunk of chunks) {
    onLength(chunk.length);
    yield chunk;
  }
}

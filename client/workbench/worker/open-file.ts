import { equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { isKnownCourier, knownDocuments } from "../../bundle/known-documents.ts";
import { envelopeName, MANIFEST_NAME } from "../../bundle/names.ts";
import type { Bundle, BundledEnvelope } from "../../bundle/read-bundle.ts";
import { readBundle } from "../../bundle/read-bundle.ts";
import { type TipId, tipIdOf } from "../../casebook/names.ts";
import { lookAhead, startsWith } from "../../opening/beginnings.ts";
import { MOST_SMALL, openSmallTip } from "../../opening/open-small-tip.ts";
import { type Keys, openTip } from "../../opening/open-tip.ts";
import type { OpenedTip } from "../../opening/opened-tip.ts";
import { HEADER_BLOCK, looksLikeTar } from "../../opening/plaintext-kind.ts";
import { type Trouble, troubleOf } from "../../opening/trouble.ts";
import type { BundleHead, CasebookChange, FoundTip, Origin, Person } from "./messages.ts";
import { openLoose } from "./open-loose.ts";
import { readSlabs } from "./read-slabs.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

type SealedInBundle = Extract<BundledEnvelope, { kind: "envelope" }>;

/** Told of what is found in a file, in its order. */
export interface Finds {
  bundle(head: BundleHead): void;
  tip(tip: FoundTip): void;
  /** @param tip what the tip in it would be called; null if nobody says so */
  broken(name: string, trouble: Trouble, tip: TipId | null): void;
  read(bytes: number): void;
  people(people: readonly Person[]): void;
  casebook(change: CasebookChange): void;
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
  const head = headOf(bundle, unlocked);
  const { people } = await casebook.learn(head.rosters, head.annexes);
  finds.bundle(head);
  finds.people(people);
  finds.casebook(casebook.change());
  for await (const envelope of bundle.envelopes) await openBundled(envelope, unlocked, finds);
}

export function isBundle(beginning: Uint8Array): boolean {
  return looksLikeTar(beginning) && startsWith(beginning, utf8(`${MANIFEST_NAME}\0`));
}

function headOf({ manifest, courier, list, documents }: Bundle, { anchor, keys }: Unlocked): BundleHead {
  if (!equalBytes(manifest.instance, anchor.instance))
    throw new ForeignBundle("a bundle of another instance");
  const { rosters, annexes, refused } = knownDocuments(anchor, documents, keys.primitives);
  return {
    made: manifest.made,
    count: manifest.count,
    courierKnown: isKnownCourier(annexes, courier),
    left: list.left,
    rosters,
    annexes,
    refusedDocuments: refused.length,
  };
}

async function openBundled(envelope: BundledEnvelope, unlocked: Unlocked, finds: Finds): Promise<void> {
  if (envelope.kind === "broken") {
    finds.broken(envelope.name, troubleOf(envelope.error) ?? "damaged", null);
    return;
  }
  const name = envelopeName(envelope.listed.id);
  const trouble = await orTrouble(async () => {
    const opened = await (envelope.listed.size > MOST_SMALL
      ? openTip(envelope.content, envelope.listed.day, unlocked.keys)
      : openSmall(envelope, unlocked.keys));
    finds.tip(found(opened, name, unlocked));
  });
  if (trouble) finds.broken(name, trouble, tipIdOf(envelope.listed.digest));
}

/** Opened while it is being hashed; nothing of it is told before the hash is the one that the courier signed. */
async function openSmall({ listed, whole }: SealedInBundle, keys: Keys): Promise<OpenedTip> {
  const { bytes, checked } = await whole();
  const [compared, opened] = await Promise.allSettled([
    checked,
    openSmallTip(bytes, listed.digest, listed.day, keys),
  ]);
  if (compared.status === "rejected") throw compared.reason;
  if (opened.status === "rejected") throw opened.reason;
  return opened.value;
}

export function found(opened: FoundTip["opened"], origin: Origin, { designations }: Unlocked): FoundTip {
  const { words, digits } = designations.of(opened.id);
  return { opened, origin, designation: words, digits };
}

/** What is wrong with one envelope is that envelope's affair; a bundle that is cut short is the whole file's. */
export async function orTrouble(work: () => Promise<void>): Promise<Trouble | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const trouble = troubleOf(error);
    if (!trouble || trouble === "bundle-damaged" || trouble === "file-unreadable") throw error;
    return trouble;
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onLength: (length: number) => void) {
  for await (const chunk of chunks) {
    onLength(chunk.length);
    yield chunk;
  }
}

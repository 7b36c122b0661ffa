import { dearmor } from "../../crypto/age/armor.ts";
import { ARMOR_BEGIN } from "../../crypto/age/armor-marks.ts";
import { type Header, VERSION_LINE } from "../../crypto/age/header.ts";
import type { Identity } from "../../crypto/age/identities.ts";
import { open, openWhole } from "../../crypto/age/open.ts";
import { startsWith, utf8 } from "../../crypto/bytes.ts";
import { DigestBuilder, type EnvelopeDigest } from "../../crypto/digest.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { Day } from "../../protocol/day.ts";
import { tipIdOf } from "../casebook/names.ts";
import { lookAhead, withoutLeadingSpace } from "./beginnings.ts";
import type { Encoding } from "./encodings.ts";
import type { OpenedTip, StanzaCount, TipContents } from "./opened-tip.ts";
import { claimsToBeTip, HEADER_BLOCK } from "./plaintext-kind.ts";
import { readByHand } from "./read-by-hand.ts";
import { readSmallTip } from "./read-small-tip.ts";
import { readTip } from "./read-tip.ts";

/** What a reviewer opens with. */
export interface Keys {
  readonly identities: readonly Identity[];
  readonly primitives: Primitives;
}

/** Armor may have this much white space before it, in bytes. */
const MOST_SPACE = 1024;

/**
 * Opens one envelope, binary or armored, and reads it to its end. Attachments are hashed on the way and not kept.
 * @param chosen how the texts of what was sealed by hand are to be read, whatever they look like
 * @throws CryptoError what `open`, `dearmor` and the tar refuse; and whatever the source of the bytes throws
 */
export async function openTip(
  sealed: AsyncIterable<Uint8Array>,
  day: Day | null,
  { identities, primitives }: Keys,
  chosen?: Encoding,
): Promise<OpenedTip> {
  const digest = new DigestBuilder();
  const { header, plaintext } = await open(hashed(await binary(sealed), digest), identities, primitives);
  const { beginning, whole } = await lookAhead(plaintext, HEADER_BLOCK);
  const contents: TipContents = claimsToBeTip(beginning)
    ? await readTip(whole, primitives)
    : await readByHand(whole, chosen);
  return { id: tipIdOf(digest.finish()), day, stanzas: stanzasOf(header), contents };
}

/** The binary bytes of a sealed file; armor is recognised and taken off. */
export async function binary(sealed: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const { beginning, whole } = await lookAhead(
    sealed[Symbol.asyncIterator](),
    MOST_SPACE + ARMOR_BEGIN.length,
  );
  return startsWith(withoutLeadingSpace(beginning), ARMOR_BEGIN) ? dearmor(whole) : whole;
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, digest: DigestBuilder): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    digest.push(chunk);
    yield chunk;
  }
}

export function stanzasOf({ stanzas }: Header): StanzaCount {
  return { hybrid: stanzas.filter(({ type }) => type === "mlkem768x25519").length, all: stanzas.length };
}

/** Longest envelope that is opened as a whole, in bytes: longer ones are streamed, so that memory has a bound. */
export const MOST_SMALL = 1024 * 1024;

const VERSION = utf8(`${VERSION_LINE}\n`);

/**
 * `openTip` for an envelope of up to `MOST_SMALL` bytes that is there as a whole: the same checks in fewer steps, for
 * thousands of them.
 * @param digest of these bytes
 * @throws CryptoError what `openTip` throws
 */
export async function openSmallTip(
  envelope: Uint8Array,
  digest: EnvelopeDigest,
  day: Day | null,
  keys: Keys,
): Promise<OpenedTip> {
  if (!startsWith(envelope, VERSION)) return await openTip(inOnePiece(envelope), day, keys);
  const { header, plaintext } = openWhole(envelope, keys.identities, keys.primitives);
  const contents = claimsToBeTip(plaintext)
    ? await readSmallTip(plaintext, keys.primitives)
    : await readByHand(inOnePiece(plaintext));
  return { id: tipIdOf(digest), day, stanzas: stanzasOf(header), contents };
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

import { VERSION_LINE } from "../../crypto/age/header.ts";
import { openWhole } from "../../crypto/age/open.ts";
import { utf8 } from "../../crypto/bytes.ts";
import type { EnvelopeDigest } from "../../crypto/digest.ts";
import type { Day } from "../../protocol/day.ts";
import { tipIdOf } from "../casebook/names.ts";
import { startsWith } from "./beginnings.ts";
import { type Keys, openTip, stanzasOf } from "./open-tip.ts";
import type { OpenedTip } from "./opened-tip.ts";
import { claimsToBeTip } from "./plaintext-kind.ts";
import { readByHand } from "./read-by-hand.ts";
import { readSmallTip } from "./read-small-tip.ts";

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

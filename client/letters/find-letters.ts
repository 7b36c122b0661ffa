import { type HybridSeed, hybridIdentity, type Identity } from "../../crypto/age/identities.ts";
import { openWhole } from "../../crypto/age/open.ts";
import { equalBytes, latin1 } from "../../crypto/bytes.ts";
import { type SignedDocument, verifyDocument } from "../../crypto/documents/dsse.ts";
import { lettersOf } from "../../crypto/documents/roster.ts";
import type { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { sha256Aside } from "../../crypto/native-sha256.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { Slot } from "../../protocol/letters.ts";
import { agreementOf } from "./agreement.ts";
import { encodeLetter, LETTER_PAYLOAD_TYPE, type Letter, parseLetter, unpadLetter } from "./letter.ts";
import type { ReplyKeys } from "./reply-keys.ts";
import { tagOf } from "./slot.ts";

/** What a pool holds for one codename (SPEC.md, "Reading letters"). */
export interface FoundLetters {
  /** Ascending by number, each once. Two reviewers may have written the same number: both are here. */
  readonly letters: readonly Letter[];
  /** Numbers below the highest that aren't there. */
  readonly missing: readonly number[];
  /** Whether a letter was written under a newer roster than the one that was looked at: the server shows an older list. */
  readonly newerRoster: boolean;
  /** Letters by somebody who isn't in the roster, or not any more: none is shown. */
  readonly formerly: number;
  /** What is for this codename, and can't be relied on. */
  readonly invalid: number;
}

/** One slot of this codename's. */
type Found = Letter | "formerly" | "invalid";

/** Looks through a whole pool. Takes the same steps for each slot until one is found to be this codename's. */
export async function findLetters(
  pool: readonly Slot[],
  keys: ReplyKeys,
  roster: VerifiedRoster,
  primitives: Primitives,
): Promise<FoundLetters> {
  const mine = await slotsOf(pool, keys, primitives);
  const identity = hybridIdentity(keys.letters.slice() as Uint8Array as HybridSeed);
  const found = mine.map(({ file }) => readSlot(file, identity, keys, roster, primitives));
  identity.wipe();
  const letters = inOrder(found.filter((one) => typeof one !== "string"));
  return {
    letters,
    missing: missingBelow(letters),
    newerRoster: letters.some((letter) => letter.roster > roster.roster.sequence),
    formerly: found.filter((one) => one === "formerly").length,
    invalid: found.filter((one) => one === "invalid").length,
  };
}

/** Those whose tag fits. A point of low order is nobody's. */
async function slotsOf(pool: readonly Slot[], keys: ReplyKeys, primitives: Primitives): Promise<Slot[]> {
  const agree = await agreementOf(keys.mailbox, primitives);
  const fits = await Promise.all(
    pool.map(async ({ ephemeral, tag, file }) => {
      const [shared, hash] = await Promise.all([agree(ephemeral), sha256Aside(file)]);
      return shared !== undefined && equalBytes(tagOf(shared, ephemeral, keys.publics.mailbox, hash), tag);
    }),
  );
  return pool.filter((_, i) => fits[i]);
}

function readSlot(
  file: Uint8Array,
  identity: Identity,
  keys: ReplyKeys,
  roster: VerifiedRoster,
  primitives: Primitives,
): Found {
  try {
    const { plaintext } = openWhole(file, [identity], primitives);
    return readSigned(unpadLetter(plaintext), keys, roster, primitives);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    return error.code === "steward-unknown" ? "formerly" : "invalid";
  }
}

/** @throws CryptoError with what is wrong; steward-unknown for whoever isn't in the roster */
function readSigned(
  document: SignedDocument,
  { publics }: ReplyKeys,
  { anchor, roster }: VerifiedRoster,
  primitives: Primitives,
): Letter {
  const letter = parseLetter(document.payload);
  const isMine = equalBytes(letter.address, publics.address) && equalBytes(letter.instance, anchor.instance);
  if (!isMine) throw new CryptoError("document-foreign", "letter");
  const signers = roster.reviewers.map(({ signingKey }) => signingKey);
  const needed = letter.code === "text" ? lettersOf(roster) : 1;
  verifyDocument(document, LETTER_PAYLOAD_TYPE, signers, Math.max(1, needed), primitives);
  return letter;
}

function inOrder(letters: readonly Letter[]): Letter[] {
  const once = new Map(letters.map((letter) => [latin1(encodeLetter(letter)), letter]));
  return [...once.values()].sort((a, b) => a.number - b.number || (a.on < b.on ? -1 : 1));
}

function missingBelow(letters: readonly Letter[]): number[] {
  const numbers = new Set(letters.map(({ number }) => number));
  const highest = letters.at(-1)?.number ?? 0;
  return Array.from({ length: highest }, (_, i) => i + 1).filter((number) => !numbers.has(number));
}

import { type HybridSeed, hybridIdentity, type Identity } from "../../crypto/age/identities.ts";
import { openWhole } from "../../crypto/age/open.ts";
import { equalBytes, latin1, wipe } from "../../crypto/bytes.ts";
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
  /**
   * Whether a letter, shown or not, was written under a newer roster than the one that was looked at: the server shows
   * an older list.
   */
  readonly newerRoster: boolean;
  /** Letters signed by somebody who isn't in the roster, or not any more, under a roster that isn't newer: none is shown. */
  readonly formerly: number;
  /** What is for this codename, and can't be relied on. */
  readonly invalid: number;
}

/** One slot of this codename's. */
type Found = Letter | "formerly" | "newer" | "invalid";

/** Looks through a whole pool. Takes the same steps for each slot until one is found to be this codename's. */
export async function findLetters(
  pool: readonly Slot[],
  keys: ReplyKeys,
  roster: VerifiedRoster,
  primitives: Primitives,
): Promise<FoundLetters> {
  const mine = await slotsOf(pool, keys, primitives);
  const identity = hybridIdentity(keys.letters.slice() as Uint8Array as HybridSeed);
  let found: Found[];
  try {
    found = mine.map(({ file }) => readSlot(file, identity, keys, roster, primitives));
  } finally {
    identity.wipe();
  }
  const letters = inOrder(found.filter((one) => typeof one !== "string"));
  return {
    letters,
    missing: missingBelow(letters),
    newerRoster: found.includes("newer") || letters.some((letter) => isNewer(letter, roster)),
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
      if (shared === undefined) return false;
      const fits = equalBytes(tagOf(shared, ephemeral, keys.publics.mailbox, hash), tag);
      wipe(shared);
      return fits;
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
    const document = unpadLetter(plaintext);
    const letter = parseLetter(document.payload);
    checkMine(letter, keys, roster);
    return bySigners(document, letter, roster, primitives);
  } catch (error) {
    if (error instanceof CryptoError) return "invalid";
    throw error;
  }
}

/** @throws CryptoError document-foreign */
function checkMine(letter: Letter, { publics }: ReplyKeys, { anchor }: VerifiedRoster): void {
  const isMine = equalBytes(letter.address, publics.address) && equalBytes(letter.instance, anchor.instance);
  if (!isMine) throw new CryptoError("document-foreign", "letter");
}

/** @throws CryptoError signature-invalid, steward-repeated, signatures-too-few */
function bySigners(
  document: SignedDocument,
  letter: Letter,
  verified: VerifiedRoster,
  primitives: Primitives,
): Found {
  const { roster } = verified;
  const signers = roster.reviewers.map(({ signingKey }) => signingKey);
  const needed = letter.code === "text" ? Math.max(1, lettersOf(roster)) : 1;
  try {
    verifyDocument(document, LETTER_PAYLOAD_TYPE, signers, needed, primitives);
    return letter;
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    // All that are there hold, and a newer roster may ask for fewer.
    if (error.code === "signatures-too-few" && isNewer(letter, verified)) return "newer";
    if (error.code !== "steward-unknown") throw error;
  }
  // By their own keys: else whoever can fill a slot could have it said without a signature.
  verifyDocument(
    document,
    LETTER_PAYLOAD_TYPE,
    document.signatures.map(({ signer }) => signer),
    1,
    primitives,
  );
  return isNewer(letter, verified) ? "newer" : "formerly";
}

function isNewer(letter: Letter, { roster }: VerifiedRoster): boolean {
  return letter.roster > roster.sequence;
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

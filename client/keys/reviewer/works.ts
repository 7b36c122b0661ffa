import { inForce, isInLine, isSameAnchor } from "../../../crypto/documents/anchor-line.ts";
import { encodeSignedDocument, type SignedDocument } from "../../../crypto/documents/dsse.ts";
import { cardFingerprint } from "../../../crypto/documents/fingerprint.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { parsePeriodLength, periodsFrom } from "../../../crypto/documents/period.ts";
import { newReviewerVault, reviewerCard, withMorePeriods } from "../../vault/enrol.ts";
import { isLongEnough } from "../../vault/passphrase.ts";
import { lineOf, type Vault, withLine } from "../../vault/vault.ts";
import { lineFollowed, lineInFiles } from "../anchor-files.ts";
import { checkedName } from "../checked-name.ts";
import { TroubleError } from "../trouble.ts";
import {
  aboutInstance,
  aboutVault,
  fileName,
  type InstanceAbout,
  type Made,
  sealedAs,
  type VaultAbout,
} from "../vault/works.ts";
import type { Bench, Work } from "../work.ts";

/** A card to be brought to the stewards. */
export interface CardMade {
  readonly card: Made;
  /** 12 words, to be compared in person. */
  readonly fingerprint: string;
}

/** A vault that is new or changed, and is open. */
export interface VaultMade {
  readonly vault: Made;
  readonly about: VaultAbout;
}

const MONTH = parsePeriodLength("1mo");

const reviewerEnrol: Work<
  {
    /** The anchor, or a line of anchors, and moves. */
    readonly files: readonly File[];
    readonly handle: string;
    readonly languages: readonly string[];
    readonly from: Instant;
    /** Periods, of a calendar month each; the first may be short. */
    readonly months: number;
    readonly passphrase: string;
  },
  VaultMade & CardMade
> = async ({ files, handle, languages, from, months, passphrase }, bench) => {
  if (!isLongEnough(passphrase)) throw new TroubleError("passphrase-short");
  const followed = await lineInFiles(files, bench.primitives);
  const person = { handle: checkedName(handle), languages };
  const fresh = newReviewerVault(person, inForce(followed.line), periodsFrom(from, MONTH, months));
  const vault = withLine(fresh, followed);
  return { ...(await changed(vault, passphrase, bench)), ...cardOf(vault, bench) };
};

const reviewerCardAgain: Work<null, CardMade> = async (_, bench) =>
  cardOf(bench.open.of("reviewer").vault, bench);

/** Further months, and a card of these alone. @throws VaultError periods-overlap, periods-full */
const reviewerRenew: Work<{ readonly from: Instant; readonly months: number }, VaultMade & CardMade> = async (
  { from, months },
  bench,
) => {
  const { vault, passphrase } = bench.open.of("reviewer");
  const renewed = withMorePeriods(vault, periodsFrom(from, MONTH, months));
  const fresh = renewed.periods.filter(({ notBefore }) => notBefore >= from);
  const card = reviewerCard(renewed, bench.primitives, fresh);
  return { ...(await changed(renewed, passphrase, bench)), ...cardMade(renewed, card) };
};

/** The fingerprints that following these files would lead to, oldest first; nothing is changed. */
const reviewerLine: Work<{ readonly files: readonly File[] }, InstanceAbout[]> = async ({ files }, bench) =>
  (await followedBy(files, bench)).line.map(aboutInstance);

const reviewerFollow: Work<{ readonly files: readonly File[] }, VaultMade> = async ({ files }, bench) => {
  const { vault, passphrase } = bench.open.of("reviewer");
  return await changed(withLine(vault, await followedBy(files, bench)), passphrase, bench);
};

export const REVIEWER_WORKS = {
  reviewerEnrol,
  reviewerCardAgain,
  reviewerRenew,
  reviewerLine,
  reviewerFollow,
};

/** The vault that is open from now on, sealed; if it can't be sealed, the one before stays open. */
export async function changed(vault: Vault, passphrase: string, bench: Bench): Promise<VaultMade> {
  const made = await sealedAs(vault, passphrase, bench);
  bench.open.take(vault, passphrase);
  return { vault: made, about: aboutVault(vault) };
}

function cardOf(vault: Vault, { primitives }: Bench): CardMade {
  if (!vault.periods.some(({ identities }) => identities)) throw new TroubleError("no-period");
  return cardMade(vault, reviewerCard(vault, primitives));
}

function cardMade({ handle }: Vault, card: SignedDocument): CardMade {
  return {
    card: { name: fileName(handle, "card"), bytes: encodeSignedDocument(card).slice() },
    fingerprint: cardFingerprint(card.payload),
  };
}

/** The line that leads through the vault's own anchor, further on or from further back. @throws TroubleError move-elsewhere */
async function followedBy(files: readonly File[], { open, primitives }: Bench) {
  const own = lineOf(open.of("reviewer").vault);
  const followed = await lineFollowed(own, files, primitives);
  const isThrough = isInLine(followed.line, inForce(own.line));
  const isNews =
    !isSameAnchor(inForce(followed.line), inForce(own.line)) || followed.line.length > own.line.length;
  if (!isThrough || !isNews) throw new TroubleError("move-elsewhere");
  return followed;
}

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
import type { Context, Method } from "../method.ts";
import { PageError } from "../page-error.ts";
import {
  aboutInstance,
  aboutVault,
  fileName,
  type InstanceAbout,
  type Made,
  sealedAs,
  type VaultAbout,
} from "../vault/methods.ts";

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

const reviewerEnrol: Method<
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
> = async ({ files, handle, languages, from, months, passphrase }, context) => {
  if (!isLongEnough(passphrase)) throw new PageError("passphrase-short");
  const followed = await lineInFiles(files, context.primitives);
  const person = { handle: checkedName(handle), languages };
  const fresh = newReviewerVault(person, inForce(followed.line), periodsFrom(from, MONTH, months));
  const vault = withLine(fresh, followed);
  return { ...(await changed(vault, passphrase, context)), ...cardOf(vault, context) };
};

const reviewerCardAgain: Method<null, CardMade> = async (_, context) =>
  cardOf(context.open.of("reviewer").vault, context);

/** Further months, and a card of these alone. @throws VaultError periods-overlap, periods-full */
const reviewerRenew: Method<
  { readonly from: Instant; readonly months: number },
  VaultMade & CardMade
> = async ({ from, months }, context) => {
  const { vault, passphrase } = context.open.of("reviewer");
  const renewed = withMorePeriods(vault, periodsFrom(from, MONTH, months));
  const fresh = renewed.periods.filter(({ notBefore }) => notBefore >= from);
  const card = reviewerCard(renewed, context.primitives, fresh);
  return { ...(await changed(renewed, passphrase, context)), ...cardMade(renewed, card) };
};

/** The fingerprints that following these files would lead to, oldest first; nothing is changed. */
const reviewerLine: Method<{ readonly files: readonly File[] }, InstanceAbout[]> = async (
  { files },
  context,
) => (await followedBy(files, context)).line.map(aboutInstance);

const reviewerFollow: Method<{ readonly files: readonly File[] }, VaultMade> = async ({ files }, context) => {
  const { vault, passphrase } = context.open.of("reviewer");
  return await changed(withLine(vault, await followedBy(files, context)), passphrase, context);
};

export const REVIEWER_METHODS = {
  reviewerEnrol,
  reviewerCardAgain,
  reviewerRenew,
  reviewerLine,
  reviewerFollow,
};

/** The vault that is open from now on, sealed; if it can't be sealed, the one before stays open. */
export async function changed(vault: Vault, passphrase: string, context: Context): Promise<VaultMade> {
  const made = await sealedAs(vault, passphrase, context);
  context.open.take(vault, passphrase);
  return { vault: made, about: aboutVault(vault) };
}

function cardOf(vault: Vault, { primitives }: Context): CardMade {
  if (!vault.periods.some(({ identities }) => identities)) throw new PageError("no-period");
  return cardMade(vault, reviewerCard(vault, primitives));
}

function cardMade({ handle }: Vault, card: SignedDocument): CardMade {
  return {
    card: { name: fileName(handle, "card"), bytes: encodeSignedDocument(card).slice() },
    fingerprint: cardFingerprint(card.payload),
  };
}

/** The line through the vault's own anchor, further on or from further back. @throws PageError move-elsewhere */
async function followedBy(files: readonly File[], { open, primitives }: Context) {
  const own = lineOf(open.of("reviewer").vault);
  const followed = await lineFollowed(own, files, primitives);
  const isThrough = isInLine(followed.line, inForce(own.line));
  const isNews =
    !isSameAnchor(inForce(followed.line), inForce(own.line)) || followed.line.length > own.line.length;
  if (!isThrough || !isNews) throw new PageError("move-elsewhere");
  return followed;
}

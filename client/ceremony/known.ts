import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { type Annex, verifyAnnex } from "../../crypto/documents/annex.ts";
import type { Currency } from "../../crypto/documents/currency.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import {
  type SignedRoster,
  verifyCurrency,
  verifySignedRoster,
} from "../../crypto/documents/signed-roster.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { AnchorLine } from "./anchors.ts";
import type { PublicDocument } from "./public-document.ts";

/** A roster that verifies under an anchor of the line, at whatever time, with all that is known of it. */
export interface KnownRoster extends SignedRoster {
  /** Which anchor of the line its signatures are by: the newest that fits. */
  readonly anchor: number;
  /** In the order of their issue. */
  readonly currencies: readonly KnownCurrency[];
}

export interface KnownCurrency {
  readonly currency: Currency;
  readonly document: SignedDocument;
}

export interface KnownAnnex {
  readonly annex: Annex;
  readonly document: SignedDocument;
}

/** What somebody has seen of an instance; ascending by sequence. Forks and gaps are for the audit to find. */
export interface Known {
  readonly rosters: readonly KnownRoster[];
  readonly annexes: readonly KnownAnnex[];
}

/** A document and what to call it when something is wrong with it. */
export interface Named<T> {
  readonly name: string;
  readonly document: T;
}

/** Something that doesn't verify under any anchor of the line; the error is the newest anchor's. */
export interface Refusal {
  readonly name: string;
  readonly error: CryptoError;
}

/** Everything that verifies, once each, and all that doesn't. */
export function gatherKnown(
  line: AnchorLine,
  documents: readonly Named<PublicDocument>[],
  signatures: Signatures,
): { readonly known: Known; readonly refused: readonly Refusal[] } {
  const rosters: KnownRoster[] = [];
  const annexes: KnownAnnex[] = [];
  const refused: Refusal[] = [];
  for (const { name, document } of documents) {
    try {
      if (document.kind === "roster") addRoster(rosters, line, document, signatures);
      else addAnnex(annexes, line, document.annex, signatures);
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      refused.push({ name, error });
    }
  }
  rosters.sort((a, b) => a.roster.sequence - b.roster.sequence);
  annexes.sort((a, b) => a.annex.sequence - b.annex.sequence);
  return { known: { rosters, annexes }, refused };
}

function addRoster(
  rosters: KnownRoster[],
  line: AnchorLine,
  { roster: document, currency }: PublicDocument & { kind: "roster" },
  signatures: Signatures,
): void {
  const [signed, anchor] = underNewest(line, (each) => verifySignedRoster(each, document, signatures));
  const statement = currency && {
    currency: verifyCurrency(line[anchor] ?? line[0], signed, currency, signatures),
    document: currency,
  };
  const at = rosters.findIndex(({ digest }) => equalBytes(digest, signed.digest));
  const before = at < 0 ? undefined : rosters[at];
  const merged = {
    ...(before && before.anchor >= anchor ? before : { ...signed, anchor }),
    currencies: withStatement(before?.currencies ?? [], statement),
  };
  if (at < 0) rosters.push(merged);
  else rosters[at] = merged;
}

function withStatement(currencies: readonly KnownCurrency[], statement: KnownCurrency | null) {
  if (!statement) return currencies;
  const isKnown = currencies.some(({ document }) => equalBytes(document.payload, statement.document.payload));
  if (isKnown) return currencies;
  return [...currencies, statement].sort((a, b) => a.currency.issued - b.currency.issued);
}

function addAnnex(
  annexes: KnownAnnex[],
  line: AnchorLine,
  document: SignedDocument,
  signatures: Signatures,
): void {
  const [annex] = underNewest(line, (each) => verifyAnnex(each, document, signatures));
  const isKnown = annexes.some((other) => equalBytes(other.document.payload, document.payload));
  if (!isKnown) annexes.push({ annex, document });
}

/** The first success from the newest anchor backwards, or the newest anchor's own refusal. */
function underNewest<T>(line: AnchorLine, verify: (anchor: Anchor) => T): [T, number] {
  let newest: CryptoError | undefined;
  for (let i = line.length - 1; i >= 0; i--) {
    try {
      return [verify(line[i] ?? line[0]), i];
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      newest ??= error;
    }
  }
  throw newest ?? new RangeError("a line has an anchor");
}

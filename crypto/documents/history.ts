import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import type { Anchor } from "./anchor.ts";
import type { AnchorLine } from "./anchor-line.ts";
import { type Annex, verifyAnnex } from "./annex.ts";
import type { Currency } from "./currency.ts";
import type { SignedDocument } from "./dsse.ts";
import { type SignedRoster, verifyCurrency, verifySignedRoster } from "./signed-roster.ts";

/** Something that verifies under some anchors of a line, each named by its place in it, ascending; never none. */
interface UnderLine {
  readonly anchors: readonly number[];
  /** Whether the newest anchor is one of them: nothing else can be in force now. */
  readonly isOfNewest: boolean;
}

export interface LineRoster extends SignedRoster, UnderLine {}

export interface LineCurrency extends UnderLine {
  readonly currency: Currency;
  readonly document: SignedDocument;
}

export interface LineAnnex extends UnderLine {
  readonly annex: Annex;
  readonly document: SignedDocument;
}

/** @throws CryptoError with the newest anchor's refusal, if it verifies under no anchor of the line */
export function rosterInLine(line: AnchorLine, document: SignedDocument, signatures: Signatures): LineRoster {
  const { found, ...under } = underLine(line, (anchor) => verifySignedRoster(anchor, document, signatures));
  return { ...found, ...under };
}

/** A statement counts under an anchor that its roster counts under too. @throws CryptoError as rosterInLine */
export function currencyInLine(
  line: AnchorLine,
  roster: LineRoster,
  document: SignedDocument,
  signatures: Signatures,
): LineCurrency {
  const verify = (anchor: Anchor) => verifyCurrency(anchor, roster, document, signatures);
  const { found, ...under } = underLine(line, verify, roster.anchors);
  return { currency: found, document, ...under };
}

/** @throws CryptoError as rosterInLine */
export function annexInLine(line: AnchorLine, document: SignedDocument, signatures: Signatures): LineAnnex {
  const { found, ...under } = underLine(line, (anchor) => verifyAnnex(anchor, document, signatures));
  return { annex: found, document, ...under };
}

/** What a history holds, and what stands outside it. */
export interface History<R, A> {
  /** Ascending by sequence, each with the anchor of the line that it stands under. */
  readonly rosters: readonly (R & { readonly anchor: number })[];
  readonly annexes: readonly A[];
  /** Signed under an anchor that a lower sequence had moved away from. */
  readonly outside: readonly (R | A)[];
}

/**
 * Which anchor judges what was (SPEC.md, "Which anchor judges what"): each roster stands under the oldest of its
 * anchors that is no older than the one before it stands under, and an annex under any that is no older than that. So
 * the order never goes back, and where there is such an order, it is found.
 */
export function historyOf<R extends LineRoster, A extends LineAnnex>(
  rosters: readonly R[],
  annexes: readonly A[],
): History<R, A> {
  const outside: (R | A)[] = [];
  const placed: (R & { readonly anchor: number })[] = [];
  let at = 0;
  for (const each of rosters.toSorted((a, b) => a.roster.sequence - b.roster.sequence)) {
    const anchor = each.anchors.find((place) => place >= at);
    if (anchor === undefined) outside.push(each);
    else placed.push({ ...each, anchor });
    at = anchor ?? at;
  }
  const floor = (sequence: number) =>
    placed.findLast(({ roster }) => roster.sequence < sequence)?.anchor ?? 0;
  const kept = annexes
    .toSorted((a, b) => a.annex.sequence - b.annex.sequence)
    .filter((each) => {
      const stands = each.anchors.some((place) => place >= floor(each.annex.sequence));
      if (!stands) outside.push(each);
      return stands;
    });
  return { rosters: placed, annexes: kept, outside };
}

/** Under which of the anchors something verifies. */
function underLine<T>(
  line: AnchorLine,
  verify: (anchor: Anchor) => T,
  among: readonly number[] = line.map((_, place) => place),
): UnderLine & { readonly found: T } {
  const anchors: number[] = [];
  let found: { readonly value: T } | undefined;
  let refusal: CryptoError | undefined;
  for (const place of among) {
    try {
      found = { value: verify(line[place] ?? line[0]) };
      anchors.push(place);
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      refusal = error;
    }
  }
  if (!found) throw refusal ?? new RangeError("a line has an anchor");
  return { found: found.value, anchors, isOfNewest: anchors.includes(line.length - 1) };
}

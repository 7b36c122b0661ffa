import { join } from "node:path";
import { equalBytes } from "../../crypto/bytes.ts";
import { type AnchorLine, inForce } from "../../crypto/documents/anchor-line.ts";
import type { Courier } from "../../crypto/documents/annex.ts";
import type { Currency } from "../../crypto/documents/currency.ts";
import { parseSignedDocument } from "../../crypto/documents/dsse.ts";
import {
  annexInLine,
  currencyInLine,
  historyOf,
  type LineAnnex,
  type LineRoster,
  rosterInLine,
} from "../../crypto/documents/history.ts";
import { type Instant, instantOf } from "../../crypto/documents/instant.ts";
import type { Period } from "../../crypto/documents/period.ts";
import { parseRosterFile } from "../../crypto/documents/roster-file.ts";
import type { SignedRoster } from "../../crypto/documents/signed-roster.ts";
import { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import { CryptoError, refusalOf } from "../../crypto/errors.ts";
import { nodeSignatures } from "../../crypto/node/signatures.ts";
import { documentFolder, nameOf, type Read, type Stored, sentenceOf } from "./document-folder.ts";
import { effectivePeriods } from "./effective-periods.ts";

/** A roster that is served: the newest anchor's, for it and its statement alike. */
export type StoredRoster = Stored<VerifiedRoster>;

/** A roster whose period is still to come, or that nobody called current when it came. */
export interface AwaitedRoster extends SignedRoster {
  /** The statement that is there for it already. */
  readonly currency: Currency | undefined;
}

/** What lies in a roster's file, under whichever anchor of the line. */
interface RosterEntry extends LineRoster {
  readonly bytes: Uint8Array;
  readonly currency: Currency | undefined;
  /** Set if both may be in force: signed under the newest anchor. */
  readonly verified: VerifiedRoster | undefined;
}

/** What lies in the store at one moment. */
export interface RosterStoreView {
  /**
   * The roster that sources are given; where none holds, the one whose beginning they are told; or the last that has
   * begun, if there is one, which nobody is given.
   */
  readonly shown:
    | {
        readonly kind: "served";
        readonly roster: StoredRoster;
        /** The one that takes its place already, and that nobody has called current in a word that holds. */
        readonly uncalled: SignedRoster | undefined;
      }
    | { readonly kind: "awaited"; readonly roster: AwaitedRoster }
    | { readonly kind: "none"; readonly last: AwaitedRoster | undefined };
  /** Who may fetch envelopes now: the couriers of the annex of the roster shown; none if there is no annex. */
  readonly couriers: readonly Courier[];
  /** All that have a place in the history, whether their time has come or gone, ascending; with their statements. */
  readonly rosters: readonly Stored<LineRoster>[];
  readonly annexes: readonly Stored<LineAnnex>[];
  /** When the rosters that the stewards have signed are in force, also those that nobody has called current yet. */
  readonly periods: readonly Period[];
}

/**
 * The rosters and annexes below `public/` (SPEC.md, "Rosters on the server"), looked at again with every request.
 * What doesn't verify is never served, and said once; what has been served is never followed by an older one, unless a
 * clock that had leapt ahead had shown it.
 */
export class RosterStore {
  readonly #now: () => number;
  readonly #tell: (sentence: string) => void;
  readonly #rosters: () => Stored<RosterEntry>[];
  readonly #signed: () => Stored<RosterEntry>[];
  readonly #annexes: () => Stored<LineAnnex>[];
  readonly #told = new Set<string>();
  #served: StoredRoster | undefined;

  constructor(folder: string, line: AnchorLine, now: () => number, tell: (sentence: string) => void) {
    this.#now = now;
    this.#tell = tell;
    const files = <T>(kind: string, suffix: string, read: Read<T>) =>
      documentFolder(join(folder, kind), suffix, read, (name, error) =>
        tell(`${join(kind, name)} is not used: ${sentenceOf(error)}`),
      );
    this.#rosters = files("rosters", ".json", (...file) => readRoster(line, ...file));
    this.#signed = files("rosters", ".signed.json", (...file) => readSigned(line, ...file));
    this.#annexes = files("annexes", ".json", (...file) => readAnnex(line, ...file));
  }

  look(): RosterStoreView {
    const files = this.#rosters();
    const history = historyOf(
      // A roster with its statement last: it is found before the same one alone.
      [...this.#signed(), ...files].map(({ document }) => document),
      this.#annexes().map(({ bytes, document }) => ({ ...document, bytes })),
    );
    for (const stray of history.outside) this.#refuse(stray);
    const rosters: readonly RosterEntry[] = history.rosters;
    const shown = this.#shownAmong(rosters);
    const its = rosterShown(shown);
    const annex =
      its &&
      history.annexes.find(
        ({ annex: { sequence, roster } }) =>
          sequence === its.roster.sequence && equalBytes(roster, its.digest),
      );
    return {
      shown,
      couriers: annex?.annex.couriers ?? [],
      rosters: rosters.filter(({ currency }) => currency).map((one) => ({ bytes: one.bytes, document: one })),
      annexes: history.annexes.map((one) => ({ bytes: one.bytes, document: one })),
      periods: effectivePeriods(rosters),
    };
  }

  #shownAmong(rosters: readonly RosterEntry[]): RosterStoreView["shown"] {
    const now = instantOf(this.#now());
    if (this.#served && isAhead(this.#served.document, now)) this.#served = undefined;
    const newest = newestHeld(rosters, now);
    if (newest && this.#mayFollow(newest.document)) this.#served = newest;
    const served = this.#served;
    if (served && refusalAt(served.document, now) === undefined)
      return { kind: "served", roster: served, uncalled: uncalledBeside(served, rosters, now) };
    const awaited = awaitedAmong(rosters, now);
    if (awaited) return { kind: "awaited", roster: awaited };
    return { kind: "none", last: newestBegun(rosters, now) ?? (served && awaiting(served)) };
  }

  /** Never back to an older roster, to another one in the same place, or to an older word that it is current. */
  #mayFollow(next: VerifiedRoster): boolean {
    if (!this.#served) return true;
    const { roster, digest, currency } = this.#served.document;
    const step = next.roster.sequence - roster.sequence;
    const same = step === 0 && equalBytes(next.digest, digest);
    if (step > 0 || (same && next.currency.issued >= currency.issued)) return true;
    const name = `rosters/${nameOf(next.roster.sequence, ".json")}`;
    const why =
      step < 0 ? "is older than the roster" : same ? "is older than the statement" : "is not the roster";
    this.#tellOnce(`${name} ${why} that has been served, which still is: publish the newest one again.`);
    return false;
  }

  #refuse(stray: RosterEntry | LineAnnex): void {
    const [kind, { sequence }] = "roster" in stray ? ["rosters", stray.roster] : ["annexes", stray.annex];
    const name = `${kind}/${nameOf(sequence, ".json")}`;
    this.#tellOnce(`${name} is not used: it is signed under an anchor that had been moved away from.`);
  }

  #tellOnce(sentence: string): void {
    if (!this.#told.has(sentence)) this.#tell(sentence);
    this.#told.add(sentence);
  }
}

/** Of what is shown, whose couriers may come. */
export function rosterShown(shown: RosterStoreView["shown"]): AwaitedRoster | undefined {
  if (shown.kind === "served") return awaiting(shown.roster);
  return shown.kind === "awaited" ? shown.roster : shown.last;
}

/**
 * Of those whose period has begun by this clock, the one with the highest sequence, if it holds. What it superseded
 * doesn't come back, even if that would hold for longer; nor does it if the newest anchor doesn't know it any more.
 */
function newestHeld(rosters: readonly RosterEntry[], now: Instant): StoredRoster | undefined {
  const newest = rosters.findLast(({ roster, currency }) => currency && roster.notBefore <= now);
  if (!newest?.verified || refusalAt(newest.verified, now)) return undefined;
  return { bytes: newest.bytes, document: newest.verified };
}

function newestBegun(rosters: readonly RosterEntry[], now: Instant): RosterEntry | undefined {
  return rosters.findLast(({ roster }) => roster.notBefore <= now);
}

/** The one that is in force in place of the one that is served: an emergency's, published without its statement. */
function uncalledBeside(
  { document: { roster } }: StoredRoster,
  rosters: readonly RosterEntry[],
  now: Instant,
): SignedRoster | undefined {
  const newest = newestBegun(rosters, now);
  const isInForce = newest?.isOfNewest && newest.roster.notAfter > now;
  return isInForce && newest.roster.sequence > roster.sequence ? newest : undefined;
}

/**
 * The one that will be in force first (SPEC.md, "Chain"), if none is now: of those that begin first the one with the
 * highest sequence, unless a higher one has begun and superseded it.
 */
function awaitedAmong(rosters: readonly RosterEntry[], now: Instant): AwaitedRoster | undefined {
  const newest = newestBegun(rosters, now);
  if (newest?.isOfNewest && newest.roster.notAfter > now) return undefined;
  const after = newest?.roster.sequence ?? 0;
  const [first] = rosters
    .filter(({ roster, isOfNewest }) => isOfNewest && roster.notBefore > now && roster.sequence > after)
    // Ascending as they are, and each with its statement last: the highest first, and with its statement.
    .reverse()
    .sort((a, b) => a.roster.notBefore - b.roster.notBefore);
  return first;
}

function readRoster(line: AnchorLine, bytes: Uint8Array, sequence: number): RosterEntry {
  const file = parseRosterFile(bytes);
  const signed = rosterInLine(line, file.roster, nodeSignatures);
  const { currency, isOfNewest } = currencyInLine(line, signed, file.currency, nodeSignatures);
  checkName(signed.roster.sequence, sequence);
  const verified = isOfNewest ? VerifiedRoster.verifyBegun(inForce(line), file, nodeSignatures) : undefined;
  return { ...signed, bytes, currency, verified };
}

function readSigned(line: AnchorLine, bytes: Uint8Array, sequence: number): RosterEntry {
  const signed = rosterInLine(line, parseSignedDocument(bytes), nodeSignatures);
  checkName(signed.roster.sequence, sequence);
  return { ...signed, bytes, currency: undefined, verified: undefined };
}

function awaiting({ bytes, document: { roster, digest, currency } }: StoredRoster): AwaitedRoster {
  return { roster, digest, document: parseRosterFile(bytes).roster, currency };
}

function readAnnex(line: AnchorLine, bytes: Uint8Array, sequence: number): LineAnnex {
  const read = annexInLine(line, parseSignedDocument(bytes), nodeSignatures);
  checkName(read.annex.sequence, sequence);
  return read;
}

function checkName(sequence: number, named: number): void {
  if (sequence !== named) throw new CryptoError("document-malformed", `it is number ${sequence}`);
}

/** Whether a roster or its statement has yet to begin: only by a clock that leapt ahead had it held. */
function isAhead(roster: VerifiedRoster, now: Instant): boolean {
  const code = refusalAt(roster, now)?.code;
  return code === "roster-not-yet" || code === "currency-ahead";
}

/** Why a roster doesn't hold at a time; undefined if it does. */
function refusalAt(roster: VerifiedRoster, now: Instant): CryptoError | undefined {
  return refusalOf(() => roster.checkAt(now));
}

import { join } from "node:path";
import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { type Annex, type Courier, verifyAnnex } from "../../crypto/documents/annex.ts";
import type { Currency } from "../../crypto/documents/currency.ts";
import { parseSignedDocument } from "../../crypto/documents/dsse.ts";
import { type Instant, instantOf } from "../../crypto/documents/instant.ts";
import type { Period } from "../../crypto/documents/period.ts";
import { parseRosterFile } from "../../crypto/documents/roster-file.ts";
import { type SignedRoster, verifySignedRoster } from "../../crypto/documents/signed-roster.ts";
import { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { nobleSignatures } from "../../crypto/primitives/noble-signatures.ts";
import { StartError } from "../errors.ts";
import { DocumentFolder, nameOf, type Shelved, sentenceOf } from "./document-folder.ts";
import { effectivePeriods } from "./effective-periods.ts";

export type ShelvedRoster = Shelved<VerifiedRoster>;

/** A roster whose period is still to come, or that nobody called current when it came. */
export interface AwaitedRoster extends SignedRoster {
  /** The statement that is there for it already. */
  readonly currency: Currency | undefined;
}

/** What lies on the shelf at one moment. */
export interface ShelfView {
  /** The roster that sources are given; while there has been none, the one whose beginning they are told. */
  readonly shown:
    | { readonly kind: "served"; readonly roster: ShelvedRoster }
    | { readonly kind: "awaited"; readonly roster: AwaitedRoster };
  /** Who may fetch envelopes now: the couriers of the annex of the roster shown; none if there is no annex. */
  readonly couriers: readonly Courier[];
  /** All that verify by signature, whether their time has come or gone, ascending. */
  readonly rosters: readonly ShelvedRoster[];
  readonly annexes: readonly Shelved<Annex>[];
  /** When the rosters that the stewards have signed are in force, also those that nobody has called current yet. */
  readonly periods: readonly Period[];
}

/**
 * The rosters and annexes below `public/` (SPEC.md, "Rosters on the server"), looked at again with every request.
 * What doesn't verify is never served, and said once; what has been served is never followed by an older one.
 */
export class RosterShelf {
  readonly #now: () => number;
  readonly #tell: (sentence: string) => void;
  readonly #rosters: DocumentFolder<VerifiedRoster>;
  readonly #signed: DocumentFolder<SignedRoster>;
  readonly #annexes: DocumentFolder<Annex>;
  readonly #told = new Set<string>();
  #shown: ShelfView["shown"];

  /** @throws StartError if no roster on the shelf holds now, unless none is in force and one will be */
  constructor(folder: string, anchor: Anchor, now: () => number, tell: (sentence: string) => void) {
    const refused: [string, unknown][] = [];
    let refuse = (name: string, error: unknown): void => void refused.push([name, error]);
    const refuseIn = (kind: string) => (name: string, error: unknown) => refuse(`${kind}/${name}`, error);
    this.#now = now;
    this.#tell = tell;
    const path = join(folder, "rosters");
    const refuseRoster = refuseIn("rosters");
    this.#rosters = new DocumentFolder(path, ".json", (...file) => readRoster(anchor, ...file), refuseRoster);
    this.#signed = new DocumentFolder(
      path,
      ".signed.json",
      (...file) => readSigned(anchor, ...file),
      refuseRoster,
    );
    this.#annexes = new DocumentFolder(
      join(folder, "annexes"),
      ".json",
      (...file) => readAnnex(anchor, ...file),
      refuseIn("annexes"),
    );
    const rosters = [...this.#rosters.look().values()];
    const held = this.#newestHeld(rosters);
    const awaited = this.#awaited(rosters, [...this.#signed.look().values()]);
    if (held) this.#shown = { kind: "served", roster: held };
    else if (awaited) this.#shown = { kind: "awaited", roster: awaited };
    else throw new StartError(whyNone(path, rosters, refused, instantOf(now())));
    refuse = (name, error) => tell(`${name} is not used: ${sentenceOf(error)}`);
    for (const refusal of refused) refuse(...refusal);
  }

  look(): ShelfView {
    const rosters = [...this.#rosters.look().values()];
    const signed = [...this.#signed.look().values()];
    const annexes = [...this.#annexes.look().values()];
    const newest = this.#newestHeld(rosters);
    const awaited = this.#shown.kind === "awaited" ? this.#awaited(rosters, signed) : undefined;
    if (newest && this.#mayFollow(newest.document)) this.#shown = { kind: "served", roster: newest };
    else if (awaited) this.#shown = { kind: "awaited", roster: awaited };
    const shown = this.#shown;
    const its = shown.kind === "served" ? shown.roster.document : shown.roster;
    const annex = annexes.find(({ document }) => isAnnexOf(document, its))?.document;
    return {
      shown,
      couriers: annex?.couriers ?? [],
      rosters,
      annexes,
      periods: effectivePeriods([...rosters, ...signed].map(({ document }) => document.roster)),
    };
  }

  /**
   * Of those whose period has begun by this clock, the one with the highest sequence, if it holds. What it superseded
   * doesn't come back, even if that would hold for longer.
   */
  #newestHeld(rosters: readonly ShelvedRoster[]): ShelvedRoster | undefined {
    const now = instantOf(this.#now());
    const newest = rosters.findLast(({ document }) => document.roster.notBefore <= now);
    return newest && refusalAt(newest.document, now) === undefined ? newest : undefined;
  }

  /**
   * The one that will be in force first (SPEC.md, "Chain"), if none is now: of those that begin first the one with the
   * highest sequence, unless a higher one has begun and superseded it.
   */
  #awaited(
    rosters: readonly ShelvedRoster[],
    signed: readonly Shelved<SignedRoster>[],
  ): AwaitedRoster | undefined {
    const now = instantOf(this.#now());
    const alone = signed.map(({ document }) => ({ ...document, currency: undefined }));
    const all: AwaitedRoster[] = [...rosters.map(awaiting), ...alone];
    const begun = all.filter(({ roster }) => roster.notBefore <= now);
    const newest = Math.max(0, ...begun.map(({ roster }) => roster.sequence));
    if (begun.some(({ roster }) => roster.sequence === newest && roster.notAfter > now)) return undefined;
    const [first] = all
      .filter(({ roster }) => roster.notBefore > now && roster.sequence > newest)
      .sort((a, b) => a.roster.notBefore - b.roster.notBefore || b.roster.sequence - a.roster.sequence);
    return first;
  }

  /** Never back to an older roster, to another one in the same place, or to an older word that it is current. */
  #mayFollow(next: VerifiedRoster): boolean {
    if (this.#shown.kind === "awaited") return true;
    const { roster, digest, currency } = this.#shown.roster.document;
    const step = next.roster.sequence - roster.sequence;
    const same = step === 0 && equalBytes(next.digest, digest);
    if (step > 0 || (same && next.currency.issued >= currency.issued)) return true;
    const name = `rosters/${nameOf(next.roster.sequence, ".json")}`;
    const why =
      step < 0 ? "is older than the roster" : same ? "is older than the statement" : "is not the roster";
    const sentence = `${name} ${why} that has been served, which still is: publish the newest one again.`;
    if (!this.#told.has(sentence)) this.#tell(sentence);
    this.#told.add(sentence);
    return false;
  }
}

/** That its signatures hold, at whatever time: when its period and its statement have both begun. */
function readRoster(anchor: Anchor, bytes: Uint8Array, sequence: number): VerifiedRoster {
  const verified = VerifiedRoster.verifyBegun(anchor, parseRosterFile(bytes), nobleSignatures);
  checkName(verified.roster.sequence, sequence);
  return verified;
}

function readSigned(anchor: Anchor, bytes: Uint8Array, sequence: number): SignedRoster {
  const signed = verifySignedRoster(anchor, parseSignedDocument(bytes), nobleSignatures);
  checkName(signed.roster.sequence, sequence);
  return signed;
}

function awaiting({ bytes, document: { roster, digest, currency } }: ShelvedRoster): AwaitedRoster {
  return { roster, digest, document: parseRosterFile(bytes).roster, currency };
}

function readAnnex(anchor: Anchor, bytes: Uint8Array, sequence: number): Annex {
  const annex = verifyAnnex(anchor, parseSignedDocument(bytes), nobleSignatures);
  checkName(annex.sequence, sequence);
  return annex;
}

function checkName(sequence: number, named: number): void {
  if (sequence !== named) throw new CryptoError("document-malformed", `it is number ${sequence}`);
}

function isAnnexOf(annex: Annex, { roster, digest }: Pick<SignedRoster, "roster" | "digest">): boolean {
  return annex.sequence === roster.sequence && equalBytes(annex.roster, digest);
}

/** Why a roster doesn't hold at a time; undefined if it does. */
function refusalAt(roster: VerifiedRoster, now: Instant): CryptoError | undefined {
  try {
    roster.checkAt(now);
    return undefined;
  } catch (error) {
    if (error instanceof CryptoError) return error;
    throw error;
  }
}

/** One sentence about the newest of what can't be served. */
function whyNone(
  path: string,
  rosters: readonly ShelvedRoster[],
  refused: readonly [string, unknown][],
  now: Instant,
): string {
  const refusal = refused.at(-1);
  const newest = rosters.at(-1)?.document;
  const why = newest
    ? sentenceOf(refusalAt(newest, now) ?? new CryptoError("roster-not-yet"))
    : refusal && `${refusal[0]}: ${sentenceOf(refusal[1])}`;
  if (why === undefined)
    return `The server can't read a roster: put it at ${join(path, "0001.json")} and start again.`;
  return `The server does not start with the rosters in ${path}: ${why}`;
}

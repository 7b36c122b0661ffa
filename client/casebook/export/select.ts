import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { exceptionsOf } from "../exceptions.ts";
import type { EntityId, TipId } from "../names.ts";
import type { CasebookView, Exception } from "../view.ts";
import type { Audience } from "../what.ts";
import { CASE_KINDS, type Case, type CaseKind, type Withheld } from "./case.ts";
import { entityCase, sortOf, tipCase } from "./cases.ts";
import { contentOf } from "./content.ts";
import { reasonsAgainst, reasonsAgainstEntity } from "./permit.ts";

export interface ExportOptions {
  readonly instance: InstanceId;
  readonly audience: Audience;
  /** Whether addresses leave, and positions as fine as they are known. Default: no. */
  readonly exactPlaces?: boolean;
  /** What is asked for at all. Default: everything. */
  readonly kinds?: readonly CaseKind[];
  /** The tips and entities that are asked for. Default: all. */
  readonly only?: ReadonlySet<TipId | EntityId>;
  /** Numbers for the cases, each asked for once. Default: random. */
  readonly newNumber?: () => string;
}

/** What leaves, and what stays and why: to be looked at before anything is written. */
export interface Selection {
  readonly audience: Audience;
  /** Whether positions are to 0.0001° (11 m); else they are to 0.1° (11 km). */
  readonly exactPlaces: boolean;
  /** In the order of their numbers, which says nothing. */
  readonly cases: readonly Case[];
  /** Which tip or entity is under which number: for the act that logs the export, never for the export. */
  readonly numbers: ReadonlyMap<TipId | EntityId, string>;
  /** What of the cases leaves only because one reviewer says so, by tip or entity. */
  readonly exceptions: ReadonlyMap<TipId | EntityId, readonly Exception[]>;
  /** Of what was asked for. */
  readonly withheld: readonly Withheld[];
  /** While there are any, nothing is written. */
  readonly unverified: CasebookView["unverified"];
}

/** Decides for each tip and entity of a casebook whether it leaves, and makes what leaves. */
export function selectCases(view: CasebookView, options: ExportOptions): Selection {
  const { instance, audience, exactPlaces = false, newNumber = randomNumber } = options;
  const withheld: Withheld[] = [];
  const isAsked = askedFor(options);
  const allowed = [...view.tips.values()].flatMap((tip) => {
    const content = contentOf(tip, instance);
    const reasons = reasonsAgainst(tip, content, audience);
    if (content && reasons.length === 0) return [{ tip, content }];
    if (isAsked(tip.tip, "tip")) withheld.push({ about: tip.tip, reasons });
    return [];
  });
  const leaving = new Set(allowed.map(({ tip }) => tip.tip));
  const tips = allowed.filter(({ tip }) => isAsked(tip.tip, "tip"));
  const entities = [...view.entities.values()].filter((entity) => {
    if (!isAsked(entity.entity, sortOf(entity))) return false;
    const reasons = reasonsAgainstEntity(entity, leaving, audience);
    if (reasons.length > 0) withheld.push({ about: entity.entity, reasons });
    return reasons.length === 0;
  });
  const names = [...tips.map(({ tip }) => tip.tip), ...entities.map(({ entity }) => entity)];
  const numbers = new Map<TipId | EntityId, string>(names.map((name) => [name, newNumber()]));
  const how = { audience, exactPlaces };
  const cases = [
    ...tips.map(({ tip, content }) => tipCase(tip, content, numbers, how)),
    ...entities.map((entity) => entityCase(entity, view, numbers, how)),
  ];
  cases.sort((a, b) => (a.number < b.number ? -1 : 1));
  const exceptions = new Map<TipId | EntityId, readonly Exception[]>([
    ...tips.map(({ tip }) => [tip.tip, exceptionsOf(tip, audience)] as const),
    ...entities.map((entity) => [entity.entity, exceptionsOf(entity, audience)] as const),
  ]);
  return { audience, exactPlaces, cases, numbers, exceptions, withheld, unverified: view.unverified };
}

function askedFor({ kinds = CASE_KINDS, only }: ExportOptions) {
  return (about: TipId | EntityId, kind: CaseKind) =>
    kinds.includes(kind) && (only === undefined || only.has(about));
}

/** Ten random hex digits in two groups. */
function randomNumber(): string {
  const digits = encodeHex(randomBytes(5)).toUpperCase();
  return `${digits.slice(0, 5)}-${digits.slice(5)}`;
}

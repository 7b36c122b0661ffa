import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { randomBytes } from "../../../crypto/random.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import { CasebookError } from "../errors.ts";
import { exceptionsOf } from "../exceptions.ts";
import type { EntityId, TipId } from "../names.ts";
import type { CasebookView, Current, Exception } from "../view.ts";
import type { Audience } from "../what.ts";
import { CASE_KINDS, type Case, type CaseKind, type CaseName, type Withheld } from "./case.ts";
import { type Alone, entityCase, sortOf, tipCase } from "./cases.ts";
import { contentOf } from "./content.ts";
import { reasonsAgainst, reasonsAgainstEntity } from "./permit.ts";
import { grouped } from "./recipients.ts";
import type { Held } from "./translations.ts";

export interface ExportOptions {
  readonly instance: InstanceId;
  readonly audience: Audience;
  /** Whether addresses leave, and positions as fine as they are known. Default: no. */
  readonly exactPlaces?: boolean;
  /** What is asked for at all. Default: everything. */
  readonly kinds?: readonly CaseKind[];
  /** The tips and entities that are asked for. Default: all. */
  readonly only?: ReadonlySet<TipId | EntityId>;
  /** In which the cases are named. Default: English. */
  readonly language?: Language;
  /** The number of a case, the same for none of the others. Default: random. */
  readonly numberOf?: (about: TipId | EntityId) => string;
}

/** What leaves, and what stays and why: to be looked at before anything is written. */
export interface Selection {
  readonly audience: Audience;
  readonly language: Language;
  /** In the order of their numbers, which says nothing. */
  readonly cases: readonly Case[];
  /** Which tip or entity is under which number: for the act that logs the export, never for the export. */
  readonly numbers: ReadonlyMap<TipId | EntityId, string>;
  /** What of the cases leaves only because one reviewer says so, by tip or entity. */
  readonly exceptions: ReadonlyMap<TipId | EntityId, readonly Exception[]>;
  /** Translations that stay while their tips leave. */
  readonly held: ReadonlyMap<TipId, readonly Held[]>;
  /** Of what was asked for. */
  readonly withheld: readonly Withheld[];
  /** While there are any, nothing is written. */
  readonly unverified: CasebookView["unverified"];
}

/**
 * Decides for each tip and entity of a casebook whether it leaves, and makes what leaves.
 * @throws CasebookError export-refused, if two cases have one number
 */
export function selectCases(view: CasebookView, options: ExportOptions): Selection {
  const { instance, audience, exactPlaces = false, language = "en", numberOf = randomNumber } = options;
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
  const how = { audience, exactPlaces, language };
  const leaves: readonly Leaves[] = [
    ...tips.map(({ tip, content }) => ({
      about: tip.tip,
      alone: tipCase(tip, content, how),
      beside: tip.entities,
    })),
    ...entities.map((entity) => ({
      about: entity.entity,
      alone: entityCase(entity, view, how),
      beside: entity.tips,
    })),
  ];
  const numbers = new Map(leaves.map(({ about }) => [about, numberOf(about)]));
  const exceptions = new Map<TipId | EntityId, readonly Exception[]>([
    ...tips.map(({ tip }) => [tip.tip, exceptionsOf(tip, audience)] as const),
    ...entities.map((entity) => [entity.entity, exceptionsOf(entity, audience)] as const),
  ]);
  const cases = numbered(leaves, numbers);
  const held = new Map(
    tips.flatMap(({ tip, content }) => (content.held.length > 0 ? [[tip.tip, content.held] as const] : [])),
  );
  return { audience, language, cases, numbers, exceptions, held, withheld, unverified: view.unverified };
}

interface Leaves {
  readonly about: TipId | EntityId;
  readonly alone: Alone;
  /** What belongs to it, whether that leaves or not. */
  readonly beside: Current<TipId | EntityId>;
}

/** Under their numbers and in the order of those, each with the others that belong to it. */
function numbered(leaves: readonly Leaves[], numbers: Selection["numbers"]): readonly Case[] {
  const numberOf = (about: TipId | EntityId) => numbers.get(about) ?? "";
  if (new Set(numbers.values()).size < leaves.length)
    throw new CasebookError("export-refused", "two cases have one number");
  const called = new Map(
    leaves.map(({ about, alone: { kind, title } }): [TipId | EntityId, CaseName] => {
      const number = numberOf(about);
      return [about, { number, kind, title: title === "" ? number : title }];
    }),
  );
  const related = (beside: Leaves["beside"]) =>
    [...new Set(beside.map(({ value }) => value))].flatMap((about) => called.get(about) ?? []).sort(byNumber);
  return leaves
    .flatMap(({ about, alone, beside }) => {
      const name = called.get(about);
      return name ? [{ ...alone, ...name, related: related(beside) }] : [];
    })
    .sort(byNumber);
}

function byNumber(a: CaseName, b: CaseName): number {
  return a.number < b.number ? -1 : 1;
}

function askedFor({ kinds = CASE_KINDS, only }: ExportOptions) {
  return (about: TipId | EntityId, kind: CaseKind) =>
    kinds.includes(kind) && (only === undefined || only.has(about));
}

/** Ten random hex digits in two groups. */
function randomNumber(): string {
  return grouped(encodeHex(randomBytes(5)));
}

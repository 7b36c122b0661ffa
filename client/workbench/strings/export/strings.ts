import type { CaseKind, Reason } from "../../../casebook/export/case.ts";
import type { FieldName, PlaceField } from "../../../casebook/export/fields.ts";
import type { Exception } from "../../../casebook/view.ts";
import type { Audience, ExportForm } from "../../../casebook/what.ts";

/** What is said of exports. */
export interface ExportStrings {
  readonly heading: string;
  readonly lede: string;
  readonly form: string;
  readonly forms: Readonly<Record<ExportForm, string>>;
  readonly audience: string;
  readonly audiences: Readonly<Record<Audience, string>>;
  /** What an audience needs, in a sentence. */
  readonly needs: Readonly<Record<Audience, string>>;
  readonly uwaziHint: string;
  readonly uwaziMixed: string;
  /** In which language cases are named and labelled. */
  readonly language: string;
  readonly numbers: string;
  readonly newNumbers: string;
  readonly recipient: (name: string, by: string, day: string) => string;
  readonly numbersHint: string;
  readonly addRecipient: (audience: string) => string;
  readonly recipientName: string;
  readonly addRecipientDo: string;
  readonly exactPlaces: string;
  readonly exactWarning: string;
  readonly kinds: string;
  readonly caseKinds: Readonly<Record<CaseKind, string>>;
  readonly only: (said: string) => string;
  readonly everything: string;
  readonly countsAs: (base: string, by: string) => string;
  readonly chooseCounts: string;
  readonly leftBeside: (days: string) => string;
  readonly countedTwice: (days: string) => string;
  readonly look: string;
  readonly looking: string;
  readonly outdated: string;
  readonly leaves: (count: number) => string;
  readonly stays: (count: number) => string;
  readonly nothingLeaves: string;
  readonly nothingStays: string;
  readonly number: string;
  readonly called: string;
  readonly kind: string;
  readonly holds: string;
  readonly why: string;
  readonly seeWhole: (number: string) => string;
  readonly more: (count: number) => string;
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly override: string;
  readonly overrideOf: (name: string) => string;
  readonly overrideWhy: (audience: string) => string;
  readonly overrideWarning: string;
  readonly overrideDo: string;
  /** What leaves only because one reviewer says so. */
  readonly exceptions: Readonly<Record<Exception["kind"], (who: string, day: string) => string>>;
  readonly withdraw: string;
  readonly withdrawOf: (said: string) => string;
  readonly cancel: string;
  readonly write: string;
  readonly writing: string;
  readonly wrote: (name: string) => string;
  readonly saveNow: string;
  readonly digests: string;
  readonly file: string;
  readonly left: string;
  readonly nothingLeft: string;
  readonly day: string;
  readonly who: string;
  readonly cases: string;
  readonly withheld: string;
  readonly manifest: string;
  readonly dossier: string;
  /** On paper, if anything but a dossier is printed. */
  readonly notPrinted: string;
  readonly dossierOf: (name: string) => string;
  readonly markedFor: (audience: string) => string;
  readonly back: string;
  readonly print: string;
  readonly saveText: string;
  readonly printHint: string;
  readonly textDigest: (sha256: string) => string;
  readonly notes: string;
  readonly redactedNote: string;
  readonly withheldTips: (count: number) => string;
  readonly position: (lat: number, lon: number) => string;
  /** What a position stands for, and to how many kilometres. */
  readonly middleOf: (said: string, km: number) => string;
  readonly places: Readonly<Record<"station" | "incident", string>>;
  readonly fieldOfPlace: (place: string, field: string) => string;
  readonly placeFields: Readonly<Record<PlaceField, string>>;
  readonly fields: Readonly<Record<Exclude<FieldName, `${"station" | "incident"}_${PlaceField}`>, string>>;
}

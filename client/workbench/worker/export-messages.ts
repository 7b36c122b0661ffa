import type { Day } from "../../../protocol/day.ts";
import type { Base, Dimension } from "../../casebook/counts.ts";
import type { CaseKind, Withheld } from "../../casebook/export/case.ts";
import type { CaseForm } from "../../casebook/export/export.ts";
import type { FieldName } from "../../casebook/export/fields.ts";
import type { ActDigest, EntityId, TipId } from "../../casebook/names.ts";
import type { Exception } from "../../casebook/view.ts";
import type { Audience } from "../../casebook/what.ts";
import type { Language } from "../../report/vocabulary/languages.ts";

/** What may leave, for whom. */
export interface Asked {
  readonly audience: Audience;
  readonly exactPlaces: boolean;
  /** In which cases are named and labelled. */
  readonly language: Language;
  readonly kinds: readonly CaseKind[];
  /** Whose numbers the cases get; null: new ones. */
  readonly recipient: ActDigest | null;
  /** Null: everything. */
  readonly only: readonly (TipId | EntityId)[] | null;
  /** Null: single cases. */
  readonly counting: Counting | null;
}

/** What is counted, and by what. */
export interface Counting {
  readonly base: Base;
  readonly dimensions: readonly Dimension[];
}

/** What is made of the last preview; a dossier's text is the page's, which knows the words. */
export type WantedFiles =
  | { readonly form: CaseForm }
  | ({ readonly form: "counts" } & Counting)
  | { readonly form: "dossier"; readonly text: string };

export interface Preview {
  readonly asked: Asked;
  /** In the order of their numbers. */
  readonly cases: readonly CaseHead[];
  readonly withheld: readonly Withheld[];
  /** What leaves only because one reviewer says so: of the cases, or of what is counted, and of the tips behind. */
  readonly exceptions: readonly Exception[];
  /** The days on which some of it left in the other way: as single cases, or counted. */
  readonly beside: readonly Day[];
  /** The days of publications that counted the same. */
  readonly countedTwice: readonly Day[];
}

/** As much of a case as a list shows. */
export interface CaseHead {
  readonly about: TipId | EntityId;
  readonly number: string;
  readonly kind: CaseKind;
  readonly title: string;
  /** The fields that say something. */
  readonly fields: readonly FieldName[];
  /** What of it leaves only because one reviewer says so. */
  readonly exceptions: readonly Exception[];
  /** The languages of translations that stay. */
  readonly held: readonly string[];
}

/** Files that were made, and are recorded as having left. */
export interface Written {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Each file by its name and SHA-256, 64 hex digits; the manifest is the last. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

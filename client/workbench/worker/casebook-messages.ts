import type { Letters } from "../../../crypto/documents/roster.ts";
import type { Fate } from "../../casebook/letter-fate.ts";
import type { Standing } from "../../casebook/letter-standing.ts";
import type { WrittenLetter } from "../../casebook/letters.ts";
import type { Correspondent } from "../../casebook/mailbag-plan.ts";
import type { ReviewerKey, TipId } from "../../casebook/names.ts";
import type { Publication } from "../../casebook/releases.ts";
import type { CasebookView, EntityView, Said, TipView } from "../../casebook/view.ts";
import type { What, WhatOf } from "../../casebook/what.ts";
import type { LetterCode } from "../../letters/letter.ts";

/** What the worker says of the casebook. */
export type ToldOfCasebook =
  /** A part of what is seen of it now; `casebook` comes behind the last one. */
  | { readonly kind: "part"; readonly part: Partial<Lists> }
  | { readonly kind: "casebook"; readonly totals: Totals };

/** What is seen of the casebook after something was added to it. */
export interface CasebookChange {
  /** The tips of which something else is seen now. */
  readonly views: readonly TipView[];
  /** The stations and incidents of which something else is seen now. */
  readonly entities: readonly EntityView[];
  /** All that has left so far. */
  readonly exports: CasebookView["exports"];
  /** How many acts count. */
  readonly acts: number;
  /** The same text as long as nothing has been added to what is said, or taken back: 64 hex digits. */
  readonly state: string;
  readonly refused: number;
  /** How many don't only because nobody here knows yet whose they are. */
  readonly unknown: number;
  readonly doubted: number;
  /** How many reviewers an exception takes. */
  readonly ruling: CasebookView["ruling"];
  /** What the list of reviewers of today says of letters; null if none is known. */
  readonly writing: { readonly signers: Letters } | null;
  /** What reviewers who had left did last, and who accepted it. */
  readonly accepted: CasebookView["accepted"];
  /** For whom case numbers stay; the keys are with the worker. */
  readonly recipients: readonly ShownRecipient[];
  /** By whom of today acts of those who have left count, that nobody accepted. */
  readonly vouched: CasebookView["vouched"];
  /** Publications of counts; none that two reviewers have disowned. */
  readonly publications: readonly Publication[];
  /** What stands in the way of exports. */
  readonly unverified: CasebookView["unverified"];
  /** All letters to sources. */
  readonly letters: readonly ShownLetter[];
  /** Whether they are as they were at the change before: the page has them. */
  readonly sameLetters: boolean;
  /** Hashes of the attachments that its files hold, 64 hex digits each. */
  readonly stored: ReadonlySet<string>;
  /** Acts that are in no file of which it is known that it is on a disk. */
  readonly unsaved: number;
  /** A file was handed to the browser, and nothing says yet that it is on a disk. */
  readonly isHanded: boolean;
  /** What was done last, if it can be taken back. */
  readonly last: LastStep | null;
}

/** Acts that belong together, by the one that was asked for. */
export interface LastStep {
  readonly kind: What["kind"];
  /** Whether it set tips aside. */
  readonly aside: boolean;
  /** About how many tips it is; about which, if about one. */
  readonly tips: number;
  readonly tip: TipId | null;
}

export type ShownRecipient = Said<Pick<WhatOf<"recipient">, "audience" | "name">>;

/** A view as the page has it: of each field no more than somebody reads, and how many values were left out. */
export type Shown<V> = V & { readonly beyond: number };

/** What left, as the log has it: how many cases, not which. */
export type Left = Said<
  Omit<CasebookView["exports"][number]["value"], "cases"> & {
    readonly cases: number;
    readonly beyond: number;
  }
>;

/** What grows with the acts, so that one message may not hold all of it. */
export interface Lists {
  readonly views: readonly Shown<TipView>[];
  readonly entities: readonly Shown<EntityView>[];
  readonly exports: readonly Left[];
  readonly accepted: CasebookChange["accepted"];
  readonly publications: CasebookChange["publications"];
  readonly recipients: CasebookChange["recipients"];
  readonly unverified: CasebookChange["unverified"];
  readonly letters: CasebookChange["letters"];
}

/** The rest of a change: the same size whatever the casebook holds. */
export type Totals = Omit<CasebookChange, keyof Lists>;

/** To whom a mailbag may go, by address. */
export type MailbagAsked = ReadonlyMap<string, Correspondent>;

/** So many of a mailbag's slots are done. */
export interface ToldOfMailbag {
  readonly kind: "slots";
  readonly slots: number;
}

/** A letter as it is asked for. */
export interface Wanting {
  readonly tip: TipId;
  /** 64 hex digits. */
  readonly address: string;
  readonly language: string;
  readonly code: LetterCode;
  readonly text: string;
  /** What keeps its tip, if it isn't kept. */
  readonly keeping: readonly What[];
}

/** A letter as the page has it. */
export type ShownLetter = Omit<WrittenLetter, "document"> & Standing & { readonly fate: Fate };

/** A colleague's draft, or one's own that came back. */
export interface ReadDraft extends Omit<WrittenLetter, "document" | "tips" | "by" | "on" | "slots"> {
  readonly tip: TipId;
  /** Whose signatures it has, all of them verified. */
  readonly signers: readonly ReviewerKey[];
  /** Why a colleague did not sign it. */
  readonly refusal: string | null;
  /** The draft itself, to be handed back to the worker. */
  readonly text: string;
}

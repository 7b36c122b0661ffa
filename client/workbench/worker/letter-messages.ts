import type { Fate } from "../../casebook/letter-fate.ts";
import type { Standing } from "../../casebook/letter-standing.ts";
import type { WrittenLetter } from "../../casebook/letters.ts";
import type { Correspondent } from "../../casebook/mailbag-plan.ts";
import type { ReviewerKey, TipId } from "../../casebook/names.ts";
import type { What } from "../../casebook/what.ts";
import type { LetterCode } from "../../letters/letter.ts";

/** What the page asks about letters. */
export type AskedOfLetters =
  /** A letter is written and signed: for good, or as a draft for a colleague if one signature isn't enough. */
  | { readonly kind: "write-letter"; readonly job: number; readonly letter: Wanting }
  /** A draft of a colleague's is signed, or is not for this reason; both go back to its writer. */
  | {
      readonly kind: "answer-draft";
      readonly job: number;
      readonly text: string;
      readonly refusal: string | null;
    }
  /** A draft that came back with enough signatures is a letter from now on. */
  | {
      readonly kind: "take-draft";
      readonly job: number;
      readonly text: string;
      readonly keeping: readonly What[];
    }
  | {
      readonly kind: "make-mailbag";
      readonly job: number;
      readonly correspondents: ReadonlyMap<string, Correspondent>;
    }
  /** The mailbag that was made last is on a disk: the file chosen again, or null if the person has looked. */
  | { readonly kind: "confirm-mailbag"; readonly job: number; readonly file: Blob | null };

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

/** What the worker says about letters. */
export type ToldOfLetters =
  | { readonly kind: "draft"; readonly job: number; readonly draft: ReadDraft }
  | { readonly kind: "draft-sealed"; readonly job: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** So many of a mailbag's slots are done. */
  | { readonly kind: "slot-sealed"; readonly job: number; readonly slots: number }
  | {
      readonly kind: "mailbag";
      readonly job: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly letters: number;
      readonly renewals: number;
    };

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

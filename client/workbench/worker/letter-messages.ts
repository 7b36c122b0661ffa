import type { Fate } from "../../casebook/letter-fate.ts";
import type { Standing } from "../../casebook/letter-standing.ts";
import type { WrittenLetter } from "../../casebook/letters.ts";
import type { Correspondent } from "../../casebook/mailbag-plan.ts";
import type { ReviewerKey, TipId } from "../../casebook/names.ts";
import type { What } from "../../casebook/what.ts";
import type { LetterCode } from "../../letters/letter.ts";

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

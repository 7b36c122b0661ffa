import { lettersOf } from "../../../crypto/documents/roster.ts";
import { encodeVerifyingKey } from "../../../crypto/ed25519.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { Day } from "../../../protocol/day.ts";
import type { Slot } from "../../../protocol/letters.ts";
import type { KnownRoster } from "../../bundle/known-documents.ts";
import { CasebookError } from "../../casebook/errors.ts";
import { claimsToBeDraft, type LetterDraft, parseLetterDraft } from "../../casebook/letter-draft.ts";
import { fateOf, type SeenPool } from "../../casebook/letter-fate.ts";
import { LetterReader, lettersIn, type WrittenLetter } from "../../casebook/letters.ts";
import type { SlotName } from "../../casebook/names.ts";
import { isSignedBy, type SignedLetter } from "../../casebook/signed-letter.ts";
import type { CasebookView } from "../../casebook/view.ts";
import type { CasebookChange } from "./casebook-messages.ts";
import type { ReadDraft, ShownLetter } from "./letter-messages.ts";
import type { Unlocked } from "./unlocked.ts";

/** Of letters to one address. */
const MOST_NUMBER = 9999;

/** The letters of a casebook as they are judged by what is known today, and the pools that bundles brought. */
export class LetterShelf {
  readonly #unlocked: Unlocked;
  readonly #pools: SeenPool[] = [];
  #roster: KnownRoster | undefined;
  #reader: LetterReader;
  #letters: readonly WrittenLetter[] = [];

  constructor(unlocked: Unlocked) {
    this.#unlocked = unlocked;
    this.#reader = this.#readerNow();
  }

  /** More lists of reviewers are known: the newest judges. */
  learn(rosters: readonly KnownRoster[]): void {
    const [newest] = rosters.toSorted((a, b) => b.sequence - a.sequence);
    if (newest === this.#roster) return;
    this.#roster = newest;
    this.#reader = this.#readerNow();
  }

  /** What a known courier's server showed on a day. */
  takePool(on: Day, slots: readonly Slot[]): void {
    this.#pools.push({ on, slots: new Set(slots.map(slotName)) });
  }

  /** The casebook says something else now. */
  read(view: Pick<CasebookView, "tips">): void {
    this.#letters = lettersIn(view, this.#reader);
  }

  get all(): readonly (WrittenLetter & ShownLetter)[] {
    return this.#letters.map((letter) => ({ ...letter, fate: fateOf(letter, this.#pools) }));
  }

  get shown(): readonly ShownLetter[] {
    return this.all.map(({ document: _, ...letter }) => letter);
  }

  /** How many must sign a free text; null if no list of reviewers is known. */
  get writing(): CasebookChange["writing"] {
    return this.#roster ? { signers: lettersOf(this.#roster) } : null;
  }

  /** The newest list of reviewers. @throws CasebookError letters-not-given */
  get roster(): KnownRoster {
    if (this.#roster) return this.#roster;
    throw new CasebookError("letters-not-given", "no roster");
  }

  /** One more than the highest of an address's sound letters. @param address 64 hex digits */
  nextNumber(address: string): number {
    const highest = this.#letters.reduce(
      (most, { address: to, isSound, letter }) =>
        to === address && isSound ? Math.max(most, letter.number) : most,
      0,
    );
    return Math.min(MOST_NUMBER, highest + 1);
  }

  /** @throws CasebookError letter-refused unless all signatures are by reviewers of today; letters-not-given */
  readDraft(text: string): LetterDraft & { readonly signed: SignedLetter; readonly isSound: boolean } {
    const draft = parseLetterDraft(text);
    const { signed, isSound } = this.#reader.read(draft.document);
    const { anchor, keys } = this.#unlocked;
    const isOurs = encodeHex(signed.letter.instance) === encodeHex(anchor.instance);
    if (!isOurs || !isSignedBy(signed, this.roster, 1, keys.primitives))
      throw new CasebookError("letter-refused", "signatures");
    return { ...draft, signed, isSound };
  }

  /** The same for the page; undefined for a text that is no draft. @throws as `readDraft` */
  shownDraft(text: string): ReadDraft | undefined {
    if (!claimsToBeDraft(text)) return undefined;
    const { tip, refusal, signed, isSound } = this.readDraft(text);
    const { number, on, language, code, text: said, address } = signed.letter;
    return {
      name: signed.name,
      address: encodeVerifyingKey(address),
      letter: { number, on, language, code, text: said },
      signers: signed.signers,
      isSound,
      tip,
      refusal,
      text,
    };
  }

  #readerNow(): LetterReader {
    const { anchor, keys } = this.#unlocked;
    const { instance } = anchor;
    return new LetterReader({ instance, roster: this.#roster, signatures: keys.primitives });
  }
}

export function slotName({ ephemeral }: Slot): SlotName {
  return encodeHex(ephemeral) as SlotName;
}

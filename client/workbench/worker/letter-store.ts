import { equalBytes } from "../../../crypto/bytes.ts";
import { lettersOf } from "../../../crypto/documents/roster.ts";
import { encodeVerifyingKey } from "../../../crypto/ed25519.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { type Day, dayOf } from "../../../protocol/day.ts";
import type { Slot } from "../../../protocol/letters.ts";
import { type KnownRoster, rosterOn } from "../../bundle/known-documents.ts";
import { CasebookError } from "../../casebook/errors.ts";
import { fateOf, type SeenPool } from "../../casebook/letter-fate.ts";
import { noLaterThan, standingOf } from "../../casebook/letter-standing.ts";
import { LetterReader, lettersIn, type WrittenLetter } from "../../casebook/letters.ts";
import { type ReviewerKey, slotNameOf } from "../../casebook/names.ts";
import {
  claimsToBeDraft,
  isTakenUnder,
  type LetterDraft,
  parseLetterDraft,
  type SignedLetter,
} from "../../casebook/signed-letter.ts";
import { reviewerKeyOf } from "../../casebook/trust.ts";
import type { CasebookView } from "../../casebook/view.ts";
import type { OpenedTip } from "../../opening/opened-tip.ts";
import type { CasebookChange, ReadDraft, ShownLetter } from "./casebook-messages.ts";
import { TipAddresses } from "./tip-addresses.ts";
import type { Unlocked } from "./unlocked.ts";

/** Of letters to one address. */
const MOST_NUMBER = 9999;

/** Places that reviewers who write without knowing of each other may leave between two numbers. */
const SLACK = 16;

/** The letters of a casebook as they are judged by what is known today, and the pools that bundles brought. */
export class LetterStore {
  readonly #unlocked: Unlocked;
  readonly #me: ReviewerKey;
  readonly #pools: SeenPool[] = [];
  #rosters: readonly KnownRoster[] = [];
  /** On which the newest bundle was made. */
  #newestDay: Day | undefined;
  #roster: KnownRoster | undefined;
  #reader: LetterReader;
  readonly #addresses = new TipAddresses();
  #view: Pick<CasebookView, "tips"> = { tips: new Map() };
  /** Undefined while they have to be judged anew. */
  #letters: readonly WrittenLetter[] | undefined;

  constructor(unlocked: Unlocked) {
    this.#unlocked = unlocked;
    this.#me = reviewerKeyOf(unlocked.vault, unlocked.keys.primitives);
    this.#reader = this.#readerNow();
  }

  /** More lists of reviewers are known: that of today judges. */
  learn(rosters: readonly KnownRoster[]): void {
    this.#rosters = rosters;
    this.#judgeByToday();
  }

  /** A known courier's bundle came. @param pool what the server showed on that day, if it showed any */
  takeBundle(made: Day, pool: readonly Slot[] | undefined): void {
    if (pool) this.#pools.push({ on: made, slots: new Set(pool.map(slotNameOf)) });
    if (!this.#newestDay || made > this.#newestDay) this.#newestDay = made;
    this.#judgeByToday();
  }

  /** The casebook says something else now. */
  read(view: Pick<CasebookView, "tips">): void {
    this.#judgeByToday();
    this.#view = view;
    this.#letters = undefined;
  }

  /** An envelope was opened: what letters to its source have to fit is known. */
  noteTip({ id, contents }: Pick<OpenedTip, "id" | "contents">): void {
    this.#addresses.note(id, contents);
    this.#letters = undefined;
  }

  get all(): readonly (WrittenLetter & ShownLetter)[] {
    const today = dayOf(Date.now());
    return this.#written.map((letter) => ({
      ...letter,
      ...standingOf(letter, this.#pools, this.#me, today),
      fate: fateOf(
        { slots: letter.slots.map(({ slot, on }) => ({ slot, on: noLaterThan(today, on) })) },
        this.#pools,
      ),
    }));
  }

  get shown(): readonly ShownLetter[] {
    return this.all.map(({ document: _, ...letter }) => letter);
  }

  /** How many must sign a free text; null if no list of reviewers of today is known. */
  get writing(): CasebookChange["writing"] {
    return this.#roster ? { signers: lettersOf(this.#roster) } : null;
  }

  /** The list of reviewers of today. @throws CasebookError letters-not-given */
  get roster(): KnownRoster {
    if (this.#roster) return this.#roster;
    throw new CasebookError("letters-not-given", "no roster");
  }

  /**
   * One more than the highest of an address's sound letters. One that is far above their count says nothing: whoever
   * signs the last number there is would leave none for others. @param address 64 hex digits
   */
  nextNumber(address: string): number {
    const numbers = this.#written.flatMap(({ address: to, isSound, letter }) =>
      to === address && isSound ? letter.number : [],
    );
    const most = numbers.length + SLACK;
    const highest = numbers.reduce((high, number) => (number <= most ? Math.max(high, number) : high), 0);
    return Math.min(MOST_NUMBER, highest + 1);
  }

  /** @throws CasebookError letter-refused unless all signatures are by reviewers of today, under no newer list; letters-not-given */
  readDraft(text: string): LetterDraft & { readonly signed: SignedLetter; readonly isSound: boolean } {
    const draft = parseLetterDraft(text);
    const { signed, isSound } = this.#reader.read(draft.document);
    const { anchor, keys } = this.#unlocked;
    const isOurs = encodeHex(signed.letter.instance) === encodeHex(anchor.instance);
    if (!isOurs || !isTakenUnder(signed, this.roster, 1, keys.primitives))
      throw new CasebookError("letter-refused", "signatures");
    return { ...draft, signed, isSound };
  }

  /** The same of one that may be signed, or is a letter: its tip was opened here. @throws as `readDraft`; letter-elsewhere */
  draftToAnswer(text: string): ReturnType<LetterStore["readDraft"]> {
    const draft = this.readDraft(text);
    const address = encodeVerifyingKey(draft.signed.letter.address);
    if (!this.#addresses.proves(draft.tip, address)) throw new CasebookError("letter-elsewhere");
    return draft;
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

  /** Bundles bring lists that haven't begun. A clock that runs behind is told the time by the newest bundle. */
  #judgeByToday(): void {
    const roster = rosterOn(this.#rosters, Date.now(), this.#newestDay);
    if (roster && this.#roster && equalBytes(roster.digest, this.#roster.digest)) return;
    this.#roster = roster;
    this.#reader = this.#readerNow();
    this.#letters = undefined;
  }

  get #written(): readonly WrittenLetter[] {
    this.#letters ??= lettersIn(this.#view, this.#reader, this.#addresses.mayAnswer(this.#view));
    return this.#letters;
  }

  #readerNow(): LetterReader {
    const { anchor, keys } = this.#unlocked;
    const { instance } = anchor;
    return new LetterReader({ instance, roster: this.#roster, signatures: keys.primitives });
  }
}

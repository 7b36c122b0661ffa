import { equalBytes } from "../../crypto/bytes.ts";
import type { Roster } from "../../crypto/documents/roster.ts";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { Day } from "../../protocol/day.ts";
import type { Letter } from "../letters/letter.ts";
import type { LetterDigest, ReviewerKey, SlotName, TipId } from "./names.ts";
import { isShown, type SignedLetter, signedLetter } from "./signed-letter.ts";
import { type CasebookView, type Current, deciding } from "./view.ts";
import type { WhatOf } from "./what.ts";

/** A letter that reviewers wrote, put together from all acts that name it. */
export interface WrittenLetter {
  readonly name: LetterDigest;
  /** 64 hex digits. */
  readonly address: string;
  readonly letter: Pick<Letter, "number" | "on" | "language" | "code" | "text">;
  /** Who it says signed it, as far as anybody verified that: none if it isn't sound. */
  readonly signers: readonly ReviewerKey[];
  /**
   * Whether enough reviewers of today signed it, and nobody else: what isn't sound goes into no mailbag. Whoever holds
   * one reviewer's key can put any text into a casebook as a letter, but not make it sound where it takes two.
   */
  readonly isSound: boolean;
  /** A signed document: the sound one, if there is one. */
  readonly document: string;
  /** The tips that it answers, as its acts say; of those that are known, only what has its address. */
  readonly tips: readonly TipId[];
  /** Who put it into the casebook, and when: the first who did so soundly, if anybody did. */
  readonly by: ReviewerKey;
  readonly on: Day;
  /** The places in mailbags that it was given, as acts say, by day. */
  readonly slots: readonly Place[];
}

/** A place in a mailbag. Whoever says that a letter has it may be wrong, or lie. */
export interface Place {
  readonly slot: SlotName;
  readonly on: Day;
  readonly by: ReviewerKey;
}

/** What letters are judged by. */
export interface LetterTrust {
  readonly instance: Letter["instance"];
  /** The one of today; undefined if none is known: nothing is sound then. */
  readonly roster: Roster | undefined;
  readonly signatures: Signatures;
}

/** Reads signed letters, each once: every change of a casebook shows the same ones again. */
export class LetterReader {
  readonly #trust: LetterTrust;
  readonly #read = new Map<string, { readonly signed: SignedLetter; readonly isSound: boolean }>();

  constructor(trust: LetterTrust) {
    this.#trust = trust;
  }

  /** @throws CryptoError as `signedLetter` */
  read(document: string): { readonly signed: SignedLetter; readonly isSound: boolean } {
    const known = this.#read.get(document);
    if (known) return known;
    const signed = signedLetter(document);
    const { instance, roster, signatures } = this.#trust;
    const isOurs = equalBytes(signed.letter.instance, instance);
    const isSound = isOurs && roster !== undefined && isShown(signed, roster, signatures);
    const read = { signed, isSound };
    this.#read.set(document, read);
    return read;
  }
}

/**
 * All letters of a casebook, by address, number and day. Acts of broken chains say nothing here.
 * @param mayAnswer whether an address may be a tip's, as far as is known: an act that says otherwise makes nothing sound
 */
export function lettersIn(
  view: Pick<CasebookView, "tips">,
  reader: LetterReader,
  mayAnswer: MayAnswer = () => true,
): readonly WrittenLetter[] {
  const acts = [...view.tips.values()].flatMap(({ replies }) => deciding(replies));
  const byLetter = Map.groupBy(acts, ({ value }) => value.letter);
  return [...byLetter.values()].map((some) => letterOfActs(some, reader, mayAnswer)).sort(inOrder);
}

/** @param address 64 hex digits */
export type MayAnswer = (tip: TipId, address: string) => boolean;

type Replied = Current<WhatOf<"replied">>;

function letterOfActs(acts: Replied, reader: LetterReader, mayAnswer: MayAnswer): WrittenLetter {
  const read = acts.map((act) => {
    const { signed, isSound } = reader.read(act.value.document);
    const answers = mayAnswer(act.value.tip, encodeVerifyingKey(signed.letter.address));
    return { act, signed, answers, isSound: isSound && answers };
  });
  const [first] = read.sort((a, b) => Number(b.isSound) - Number(a.isSound) || inTime(a.act, b.act));
  if (!first) throw new TypeError("a letter of no act");
  const { signed, isSound, act } = first;
  const { number, on, language, code, text, address } = signed.letter;
  const slots = new Map(
    acts.flatMap(({ value: { slot }, by, on: day }) =>
      slot === null ? [] : [[`${slot} ${by}`, { slot, on: day, by }] as const],
    ),
  );
  return {
    name: signed.name,
    address: encodeVerifyingKey(address),
    letter: { number, on, language, code, text },
    signers: isSound ? signed.signers : [],
    isSound,
    document: act.value.document,
    tips: [...new Set(read.flatMap(({ act: { value }, answers }) => (answers ? value.tip : [])))].sort(),
    by: act.by,
    on: act.on,
    slots: [...slots.values()].sort((a, b) => compare(a.on, b.on)),
  };
}

/** Of the same day, the one that is in no mailbag comes first: the letter was written before it was sent. */
function inTime(a: Replied[number], b: Replied[number]): number {
  return (
    compare(a.on, b.on) ||
    Number(a.value.slot !== null) - Number(b.value.slot !== null) ||
    compare(a.act, b.act)
  );
}

function inOrder(a: WrittenLetter, b: WrittenLetter): number {
  return (
    compare(a.address, b.address) ||
    a.letter.number - b.letter.number ||
    compare(a.on, b.on) ||
    compare(a.name, b.name)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

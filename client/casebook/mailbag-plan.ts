import type { Day } from "../../protocol/day.ts";
import { DAYS_OF_A_BAG, SLOTS_OF_A_BAG } from "../../protocol/letters.ts";
import { fateOf, type SeenPool } from "./letter-fate.ts";
import type { WrittenLetter } from "./letters.ts";

/** So many are `received` at most: how many there are would tell how many tips were read. */
export const MOST_RECEIVED = 4;

/** A letter is renewed so often at most: with its first time, nearly half a year. */
export const MOST_SLOTS_OF_A_LETTER = 4;

/** Days after which a letter that is in a pool, or should be, gets another place. */
const RENEWED_AFTER = DAYS_OF_A_BAG / 2;

/** What is known of those to whom letters go. */
export interface Correspondents {
  /** Whether somebody's tip is at hand that says where letters to this address go. */
  readonly canReach: (address: string) => boolean;
  /** The day on which the last tip from there came; undefined if nobody says. */
  readonly lastHeard: (address: string) => Day | undefined;
}

/** What goes into the next mailbag; the places that are left are fillers. */
export interface MailbagPlan {
  readonly letters: readonly WrittenLetter[];
  readonly renewals: readonly WrittenLetter[];
  /** Sound letters for which there is no place in this one. */
  readonly waiting: number;
}

/**
 * Letters that are in no bag, the oldest first; then renewals of those that nobody is known to have read, of which
 * the last place was given longest ago (SPEC.md, "Mailbag").
 */
export function planMailbag(
  letters: readonly WrittenLetter[],
  pools: readonly SeenPool[],
  today: Day,
  correspondents: Correspondents,
): MailbagPlan {
  const sound = letters.filter(({ isSound, address }) => isSound && correspondents.canReach(address));
  const unsent = sound.filter(({ slots }) => slots.length === 0).sort(byDay(({ on }) => on));
  const first = withFewReceived(unsent, []).slice(0, SLOTS_OF_A_BAG);
  const due = sound
    .filter((letter) => isDue(letter, pools, today) && !isRead(letter, correspondents))
    .sort(byDay(({ slots }) => slots.at(-1)?.on ?? ""));
  const renewals = withFewReceived(due, first).slice(0, SLOTS_OF_A_BAG - first.length);
  return { letters: first, renewals, waiting: unsent.length - first.length };
}

function isDue(letter: WrittenLetter, pools: readonly SeenPool[], today: Day): boolean {
  const { slots } = letter;
  const last = slots.at(-1);
  if (!last || slots.length >= MOST_SLOTS_OF_A_LETTER) return false;
  return fateOf(letter, pools).kind === "expired" || daysBetween(last.on, today) >= RENEWED_AFTER;
}

/** Whoever wrote again after a letter had been given a place has looked for letters, or had the chance. */
function isRead({ address, slots }: WrittenLetter, { lastHeard }: Correspondents): boolean {
  const [first] = slots;
  const heard = lastHeard(address);
  return first !== undefined && heard !== undefined && heard > first.on;
}

function withFewReceived(
  letters: readonly WrittenLetter[],
  others: readonly WrittenLetter[],
): readonly WrittenLetter[] {
  let received = others.filter(isReceived).length;
  return letters.filter((letter) => !isReceived(letter) || ++received <= MOST_RECEIVED);
}

function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function isReceived({ letter }: WrittenLetter): boolean {
  return letter.code === "received";
}

function byDay(dayOf: (letter: WrittenLetter) => string) {
  return (a: WrittenLetter, b: WrittenLetter): number =>
    dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.name < b.name ? -1 : 1;
}

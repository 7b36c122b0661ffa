import type { Day } from "../../protocol/day.ts";
import { DAYS_OF_A_BAG, SLOTS_OF_A_BAG } from "../../protocol/letters.ts";
import type { Reply } from "../report/reply.ts";
import type { Fate } from "./letter-fate.ts";
import type { WrittenLetter } from "./letters.ts";

/** So many are `received` at most: how many there are would tell how many tips were read. */
export const MOST_RECEIVED = 4;

/** A letter is renewed so often at most: with its first time, nearly half a year. */
export const MOST_SLOTS_OF_A_LETTER = 4;

/** Days after which a letter that is in a pool, or should be, gets another place. */
const RENEWED_AFTER = DAYS_OF_A_BAG / 2;

/** Where letters to an address go, and when it was heard of last. */
export interface Correspondent {
  /** `age1pq1…` and 64 hex digits: what the first tip from there said. */
  readonly reply: Pick<Reply, "recipient" | "mailbox">;
  /** The day on which the last tip from there came; null if nobody says. */
  readonly lastHeard: Day | null;
}

/** What of a letter decides whether it goes. */
type Plannable = Pick<WrittenLetter, "name" | "address" | "isSound" | "letter" | "on" | "slots"> & {
  readonly fate: Fate;
};

/** What goes into the next mailbag; the places that are left are fillers. */
export interface MailbagPlan<L> {
  readonly letters: readonly L[];
  readonly renewals: readonly L[];
  /** Sound letters in no bag for which there is no place in this one. */
  readonly waiting: number;
}

/** The places of a mailbag, given in SPEC.md's order ("Letters in a casebook"). @param to by address */
export function planMailbag<L extends Plannable>(
  letters: readonly L[],
  today: Day,
  to: ReadonlyMap<string, Correspondent>,
): MailbagPlan<L> {
  const sound = letters.filter(({ isSound, address }) => isSound && to.has(address));
  const unsent = sound.filter(({ slots }) => slots.length === 0).sort(byDay(({ on }) => on));
  const first = withFewReceived(unsent, []).slice(0, SLOTS_OF_A_BAG);
  const due = sound
    .filter((letter) => isDue(letter, today) && !isRead(letter, to.get(letter.address)))
    .sort(byDay(({ slots }) => slots.at(-1)?.on ?? ""));
  const renewals = withFewReceived(due, first).slice(0, SLOTS_OF_A_BAG - first.length);
  return { letters: first, renewals, waiting: unsent.length - first.length };
}

function isDue({ slots, fate }: Plannable, today: Day): boolean {
  const last = slots.at(-1);
  if (!last || slots.length >= MOST_SLOTS_OF_A_LETTER) return false;
  return fate.kind === "expired" || daysBetween(last.on, today) >= RENEWED_AFTER;
}

/** Whoever wrote again after a letter had been given a place has looked for letters, or had the chance. */
function isRead({ slots }: Plannable, to: Correspondent | undefined): boolean {
  const [first] = slots;
  return first !== undefined && typeof to?.lastHeard === "string" && to.lastHeard > first.on;
}

function withFewReceived<L extends Plannable>(letters: readonly L[], others: readonly L[]): readonly L[] {
  let received = others.filter(isReceived).length;
  return letters.filter((letter) => !isReceived(letter) || ++received <= MOST_RECEIVED);
}

function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function isReceived({ letter }: Plannable): boolean {
  return letter.code === "received";
}

function byDay<L extends Plannable>(dayOf: (letter: L) => string) {
  return (a: L, b: L): number =>
    dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.name < b.name ? -1 : 1;
}

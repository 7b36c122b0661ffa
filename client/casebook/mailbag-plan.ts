import type { Day } from "../../protocol/day.ts";
import { DAYS_OF_A_BAG, SLOTS_OF_A_BAG } from "../../protocol/letters.ts";
import type { Reply } from "../report/reply.ts";
import { daysBetween, type Standing } from "./letter-standing.ts";
import type { WrittenLetter } from "./letters.ts";

/** So many are `received` at most: how many there are would tell how many tips were read. */
export const MOST_RECEIVED = 4;

/** A letter is renewed so often at most: with its first time, nearly half a year. */
export const MOST_SLOTS_OF_A_LETTER = 4;

/** Days after which a letter that is in a pool gets another place. */
const RENEWED_AFTER = DAYS_OF_A_BAG / 2;

/** Where letters to an address go, and when it was heard of last. */
export interface Correspondent {
  /** `age1pq1…` and 64 hex digits: what the first tip from there said. */
  readonly reply: Pick<Reply, "recipient" | "mailbox">;
  /** The day on which the last tip from there came; null if nobody says. */
  readonly lastHeard: Day | null;
}

/** What of a letter decides whether it goes. */
type Plannable = Standing &
  Pick<WrittenLetter, "name" | "address" | "isSound" | "letter" | "signers" | "on" | "slots">;

/** What goes into the next mailbag; the places that are left are fillers. */
export interface MailbagPlan<L> {
  readonly letters: readonly L[];
  readonly renewals: readonly L[];
  /** Sound letters in no bag for which there is no place in this one. */
  readonly waiting: number;
  /** Those that would go, if anybody here knew where to. */
  readonly unreached: number;
}

/** The places of a mailbag, given in SPEC.md's order ("Letters in a casebook"). @param to by address */
export function planMailbag<L extends Plannable>(
  letters: readonly L[],
  today: Day,
  to: ReadonlyMap<string, Correspondent>,
): MailbagPlan<L> {
  const wanting = letters.filter((letter) => letter.isSound && (isUnplaced(letter) || isDue(letter, today)));
  const reached = wanting.filter((letter) => to.has(letter.address) && !isRead(letter, to));
  const going = withFewReceived(inTurn(reached)).slice(0, SLOTS_OF_A_BAG);
  const unsent = reached.filter(({ slots }) => slots.length === 0);
  return {
    letters: going.filter(isUnplaced),
    renewals: going.filter((letter) => !isUnplaced(letter)),
    waiting: unsent.filter((letter) => !going.includes(letter)).length,
    unreached: wanting.filter(({ address }) => !to.has(address)).length,
  };
}

/** As far as the reader knows: that a colleague says so makes no place. */
function isUnplaced({ placed }: Plannable): boolean {
  return placed.length === 0;
}

function isDue({ placed, isMissed }: Plannable, today: Day): boolean {
  const last = placed.at(-1);
  if (!last || placed.length >= MOST_SLOTS_OF_A_LETTER) return false;
  return isMissed || daysBetween(last, today) >= RENEWED_AFTER;
}

/** Whoever wrote again after a pool had shown a letter has looked for letters, or had the chance. */
function isRead({ firstShown, address }: Plannable, to: ReadonlyMap<string, Correspondent>): boolean {
  const lastHeard = to.get(address)?.lastHeard ?? null;
  return firstShown !== null && lastHeard !== null && firstShown < lastHeard;
}

/** The reader's own new letters, then a letter of each signer in turn: nobody takes all places by writing many. */
function inTurn<L extends Plannable>(letters: readonly L[]): L[] {
  const ordered = letters.toSorted(oldestFirst);
  const isFirst = (letter: L) => letter.isMine && isUnplaced(letter);
  const others = Map.groupBy(
    ordered.filter((letter) => !isFirst(letter)),
    ({ isMine, signers }) => (isMine ? "mine" : signers.toSorted().join()),
  );
  const rounds = [...others.values()].flatMap((some) => some.map((letter, round) => ({ letter, round })));
  return [
    ...ordered.filter(isFirst),
    ...rounds.sort((a, b) => a.round - b.round).map(({ letter }) => letter),
  ];
}

/** Those in no bag, then those of which only others say that they are in one, then those that are due again. */
function oldestFirst(a: Plannable, b: Plannable): number {
  const [one, other] = [a, b].map((letter) => [
    isUnplaced(letter) ? Number(letter.slots.length > 0) : 2,
    letter.placed.at(-1) ?? letter.on,
    letter.name,
  ]);
  return String(one) < String(other) ? -1 : 1;
}

function withFewReceived<L extends Plannable>(letters: readonly L[]): readonly L[] {
  let received = 0;
  return letters.filter(({ letter }) => letter.code !== "received" || ++received <= MOST_RECEIVED);
}

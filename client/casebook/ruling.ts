import type { Acts } from "./chain.ts";
import type { ReviewerKey } from "./names.ts";
import type { Ruling, Said } from "./view.ts";

/** Of one reviewer: nobody changes this more often, and whoever does costs no more, and changes nothing by it. */
const MOST_WORDS = 50;

/** What has been said of a setting, and what of it holds. */
interface Word extends Said<number> {
  /** Whether another had said the same before, and nothing has been decided with that since. */
  readonly decides: boolean;
}

/**
 * How many reviewers an exception takes, and what waits for a second reviewer (SPEC.md, "Exceptions"). Two of today
 * make it one again; where reviewers decided both at once, it takes two; and it stays at two where somebody says it so
 * often that older words of theirs don't count any more.
 */
export function rulingOf(acts: Acts): Ruling {
  const { past } = acts;
  const { words, isFull } = wordsIn(acts);
  const decisions = words.filter(({ decides }) => decides);
  const standing = decisions.filter((one) => !decisions.some(({ act }) => past.includes(act, one.act)));
  return {
    reviewers: standing.some(({ value }) => value === 2) || (isFull && wasTwo(acts)) ? 2 : 1,
    proposed: words.filter(
      (one) =>
        !one.decides &&
        !decisions.some(({ act }) => past.includes(act, one.act)) &&
        !words.some(({ by, act }) => by === one.by && past.includes(act, one.act)),
    ),
  };
}

/** Whether one reviewer ever said two with another's two in its past. */
function wasTwo({ signed, past }: Acts): boolean {
  const twos = signed.filter(
    ({ act: { what }, doubt }) => what.kind === "ruled" && what.reviewers === 2 && !doubt,
  );
  const byReviewer = [...Map.groupBy(twos, ({ act }) => act.reviewer).values()];
  return byReviewer.some((ones) =>
    byReviewer.some(
      (others) =>
        others !== ones &&
        ones.some((one) => others.some((other) => past.includes(one.digest, other.digest))),
    ),
  );
}

/** `isFull` if there is more of one reviewer's than counts. */
function wordsIn({ signed, past, inForce }: Acts): {
  readonly words: readonly Word[];
  readonly isFull: boolean;
} {
  const words: Word[] = [];
  let isFull = false;
  const counts = new Map<ReviewerKey, number>();
  for (const {
    act: { what, reviewer: by, on },
    digest,
    doubt,
  } of signed) {
    const count = counts.get(by) ?? 0;
    if (what.kind !== "ruled" || doubt) continue;
    if (count === MOST_WORDS) {
      isFull = true;
      continue;
    }
    counts.set(by, count + 1);
    const value = what.reviewers;
    const counting = (key: ReviewerKey) => value === 2 || inForce.has(key);
    const seen = words.filter(({ act }) => past.includes(digest, act));
    const isOpen = (word: Word) =>
      !seen.some(
        ({ act, by: other, decides }) => (decides || other === word.by) && past.includes(act, word.act),
      );
    const decides =
      counting(by) &&
      seen.some((word) => word.value === value && word.by !== by && counting(word.by) && isOpen(word));
    words.push({ value, by, on, act: digest, doubt, decides });
  }
  return { words, isFull };
}

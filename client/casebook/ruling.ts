import type { Acts } from "./chain.ts";
import type { ReviewerKey } from "./names.ts";
import type { Ruling, Said } from "./view.ts";

/** Of one reviewer: nobody changes this more often, and whoever does costs no more. */
const MOST_WORDS = 50;

/** What has been said of a setting, and what of it holds. */
interface Word extends Said<number> {
  /** Whether another had said the same before, and nothing has been decided with that since. */
  readonly decides: boolean;
}

/**
 * How many reviewers an exception takes, and what waits for a second reviewer (SPEC.md, "Exceptions"). Two of today
 * make it one again; where reviewers decided both at once, it takes two.
 */
export function rulingOf(acts: Acts): Ruling {
  const { past } = acts;
  const words = wordsIn(acts);
  const decisions = words.filter(({ decides }) => decides);
  const standing = decisions.filter((one) => !decisions.some(({ act }) => past.includes(act, one.act)));
  return {
    reviewers: standing.some(({ value }) => value === 2) ? 2 : 1,
    proposed: words.filter(
      (one) =>
        !one.decides &&
        !decisions.some(({ act }) => past.includes(act, one.act)) &&
        !words.some(({ by, act }) => by === one.by && past.includes(act, one.act)),
    ),
  };
}

function wordsIn({ signed, past, inForce }: Acts): readonly Word[] {
  const words: Word[] = [];
  const counts = new Map<ReviewerKey, number>();
  for (const {
    act: { what, reviewer: by, on },
    digest,
    doubt,
  } of signed) {
    const count = counts.get(by) ?? 0;
    if (what.kind !== "ruled" || doubt || count === MOST_WORDS) continue;
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
  return words;
}

import { h } from "preact";
import { useState } from "preact/hooks";
import type { View } from "../view.ts";

/** As many lines are drawn at once as somebody reads; ten thousand would take seconds. */
const STEP = 100;

/** The beginning of a long list, and the way to more of it. */
export function usePart<T>(
  all: readonly T[],
  words: (count: number) => string,
): { readonly part: readonly T[]; readonly more: View | null } {
  const [shown, show] = useState(STEP);
  const next = Math.min(STEP, all.length - shown);
  const more =
    next > 0
      ? h(
          "button",
          { type: "button", class: "quiet", key: "more", onClick: () => show(shown + STEP) },
          words(next),
        )
      : null;
  return { part: all.slice(0, shown), more };
}

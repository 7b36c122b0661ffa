import { useState } from "preact/hooks";
import { Button } from "../../browser/view/controls.tsx";
import type { App } from "../app.ts";
import type { View } from "./view.ts";

/** As many are drawn at once as somebody reads; ten thousand would take seconds. */
const STEP = 100;

/** The beginning of a long list, and the way to more of it; null, if that is all. */
export function useFirst<T>(app: App, all: readonly T[], step = STEP): readonly [readonly T[], View | null] {
  const [shown, show] = useState(step);
  const next = Math.min(step, all.length - shown);
  const more = () => show(shown + step);
  const way = next > 0 ? <Button label={app.strings.leaving.more(next)} act={more} /> : null;
  return [all.slice(0, shown), way];
}

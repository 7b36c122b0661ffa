import { isSameVersion, versionsOf } from "../../casebook/versions.ts";
import type { TipView } from "../../casebook/view.ts";
import type { QueuedTip } from "../queue/queued-tip.ts";
import { keptWhole } from "./kept-act.ts";

/**
 * The words in which a tip that was sealed by hand was kept, if they aren't those that are shown and the same files came
 * with them: somebody read its bytes otherwise than we guess them to be.
 */
export function wordsAsKept({ contents, source }: QueuedTip, view: TipView | undefined): string | undefined {
  if (!source || contents.kind !== "by-hand" || contents.readAs.length === 0) return undefined;
  const versions = versionsOf(view?.kept ?? []);
  const [first] = versions[0] ?? [];
  if (versions.length > 1 || !first || first.value.form !== "text" || first.value.text === contents.text)
    return undefined;
  const { text } = first.value;
  return isSameVersion({ ...keptWhole(contents), text }, first.value) ? text : undefined;
}

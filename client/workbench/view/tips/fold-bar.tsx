import { Button } from "../../../browser/view/controls.tsx";
import type { App } from "../../app.ts";
import type { Fold } from "../../queue/folds.ts";
import type { AppProps, View } from "../view.ts";

/** What is folded, what was set aside, and the way back; above the queue. */
export function FoldBar({ app }: AppProps): View {
  const { at, open } = app.queue;
  // Where a tip is open, what can be done with its fold stands beside it.
  const fold = at === open ? undefined : app.queue.foldOf(at);
  return (
    <div class="fold-bar">
      {fold ? <FoldActions app={app} fold={fold} /> : null}
      <Aside app={app} />
      <Comparing app={app} />
    </div>
  );
}

/** Near-duplicates are shown each, or set aside at once. */
export function FoldActions({ app, fold }: AppProps & { readonly fold: Fold }): View {
  const { together: words } = app.strings;
  const count = fold.tips.length;
  return (
    <div class="fold" role="group" aria-label={words.alike(count)}>
      <p>{[words.foldIs(count), ...warningsOf(fold, app)].join(" ")}</p>
      <Button
        kind="plain"
        aria-expanded={fold.isOpen ? "true" : "false"}
        label={fold.isOpen ? words.fold : words.unfold}
        act={() => app.queue.openFold(fold, !fold.isOpen)}
      />
      {app.queue.looking.filter.aside ? (
        <Button kind="plain" label={words.toQueue} act={() => app.together.takeBack(fold.tips)} />
      ) : (
        <Button
          kind="plain"
          label={words.setAllAside(count, fold.own)}
          act={() => app.together.setAside(fold.tips)}
        />
      )}
    </div>
  );
}

/** What somebody should know who sets all of them aside. */
function warningsOf({ tips, own }: Fold, app: App): string[] {
  const { together: words } = app.strings;
  const rows = tips.flatMap((tip) => app.queue.rowOf(tip) ?? []);
  const danger = rows.filter(({ tip }) => tip.facts.need === "danger_now").length;
  const kept = rows.filter((row) => row.kept).length;
  return [
    ...(own > 0 ? [words.foldOwn(own)] : []),
    ...(danger > 0 ? [words.foldDanger(danger)] : []),
    ...(kept > 0 ? [words.foldKept(kept)] : []),
  ];
}

/** How many are out of the queue, and the way to see them. */
function Aside({ app }: AppProps): View | null {
  const { together: words } = app.strings;
  const { aside, looking } = app.queue;
  const show = (only: boolean) => app.queue.narrow({ aside: only });
  if (aside === 0 && !looking.filter.aside) return null;
  return (
    <p class="aside" role="status">
      <span>{words.aside(aside)}</span>
      <Button
        kind="plain"
        label={looking.filter.aside ? words.showQueue : words.showAside}
        act={() => show(!looking.filter.aside)}
      />
    </p>
  );
}

/** Few tips are compared before anybody could read this. */
const MANY = 500;

function Comparing({ app }: AppProps): View | null {
  const { left, done } = app.near;
  if (left < MANY) return null;
  return <p class="hint">{app.strings.together.comparing(done, done + left)}</p>;
}

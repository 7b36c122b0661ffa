import { Arrivals } from "../arrivals.tsx";
import { Undo } from "../triage/undo.tsx";
import type { AppProps, View } from "../view.ts";
import { Filters } from "./filters.tsx";
import { FoldBar } from "./fold-bar.tsx";
import { Queue } from "./queue.tsx";
import { Tip } from "./tip.tsx";

/** The queue, and beside it the tip that is open. */
export function Tips({ app }: AppProps): View {
  const { strings, queue } = app;
  return (
    <main class={queue.open === undefined ? "work" : "work with-tip"}>
      <section class="list" aria-label={strings.queue.heading}>
        <Filters app={app} />
        <Queue app={app} />
        <Undo app={app} />
        <div class="foot">
          <FoldBar app={app} />
          <Arrivals app={app} first={false} />
        </div>
      </section>
      <section class="detail" aria-label={strings.tip.asSent}>
        <Tip app={app} />
      </section>
    </main>
  );
}

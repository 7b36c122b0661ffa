import { useState } from "preact/hooks";
import { Button } from "../../browser/view/controls.tsx";
import type { App } from "../app.ts";
import type { AppProps, View } from "./view.ts";

/** As many are drawn at once as somebody reads; ten thousand would take seconds. */
const STEP = 100;

/** The beginning of a long list, and the way to more of it; null, if that is all. */
export function useFirst<T>(app: App, all: readonly T[], step = STEP): readonly [readonly T[], View | null] {
  const [shown, show] = useState(step);
  const next = Math.min(step, all.length - shown);
  const more = () => show(shown + step);
  const way = next > 0 ? <Button label={app.strings.exports.more(next)} act={more} /> : null;
  return [all.slice(0, shown), way];
}

interface UnfoldingProps {
  readonly summary: string;
  readonly show: () => View;
}

/** What is drawn only as long as it is unfolded. */
export function Unfolding({ summary, show }: UnfoldingProps): View {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {open ? show() : null}
    </details>
  );
}

/** What stands above each column of a table; no two are the same. */
export function Columns({ names }: { readonly names: readonly string[] }): View {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface ListedProps<T> extends AppProps {
  /** What stands above each column; no two are the same. */
  readonly columns: readonly string[];
  readonly all: readonly T[];
  /** Said if there are none. */
  readonly none?: string;
  /** A row of the table, with a key. */
  readonly line: (one: T) => View;
}

/** The beginning of a long table, and the way to more of it. */
export function Listed<T>({ app, columns, all, none, line }: ListedProps<T>): View {
  const [first, more] = useFirst(app, all);
  if (none !== undefined && all.length === 0) return <p class="hint">{none}</p>;
  return (
    <div class="scrolled">
      <table class="listed">
        <Columns names={columns} />
        <tbody>{first.map(line)}</tbody>
      </table>
      {more}
    </div>
  );
}

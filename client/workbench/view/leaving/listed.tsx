import { useFirst } from "../first.tsx";
import type { AppProps, View } from "../view.ts";

interface ListedProps<T> extends AppProps {
  /** What stands above each column; no two are the same. */
  readonly columns: readonly string[];
  readonly all: readonly T[];
  /** A row of the table, with a key. */
  readonly line: (one: T) => View;
}

/** The beginning of a long table, and the way to more of it. */
export function Listed<T>({ app, columns, all, line }: ListedProps<T>): View {
  const [first, more] = useFirst(app, all);
  return (
    <div class="scrolled">
      <table class="listed">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{first.map(line)}</tbody>
      </table>
      {more}
    </div>
  );
}

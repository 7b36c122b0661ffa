import { Button } from "../../../browser/view/controls.tsx";
import type { Current, Said } from "../../../casebook/view.ts";
import type { App } from "../../app.ts";
import { whoIs } from "../../review/who.ts";
import type { View } from "../view.ts";

export interface DifferingProps<T> {
  readonly app: App;
  readonly current: Current<T>;
  readonly text: (value: T) => string;
}

/** Where reviewers set a field without having seen each other: each value once, and a way to decide. */
export function Differing<T>({ app, current, text }: DifferingProps<T>): View | null {
  const { review: words, language } = app.strings;
  const values = [...Map.groupBy(current, ({ value }) => JSON.stringify(value)).values()];
  if (values.length < 2) return null;
  const settle = (chosen: readonly Said<T>[]) => {
    const [first] = chosen;
    const over = current.flatMap((said) => (chosen.includes(said) ? [] : said.act)).sort();
    if (first) app.casebook.act({ kind: "settled", chosen: first.act, over });
  };
  const whoSaid = (said: readonly Said<T>[]) =>
    new Intl.ListFormat(language).format([...new Set(said.map(({ by }) => whoIs(app, by)))]);
  return (
    <div class="differing" role="group" aria-label={words.differ}>
      <p>{words.differ}</p>
      {values.flatMap((said) =>
        said
          .slice(0, 1)
          .map(({ act, value }) => (
            <Button key={act} label={words.choose(text(value), whoSaid(said))} act={() => settle(said)} />
          )),
      )}
    </div>
  );
}

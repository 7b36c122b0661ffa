import { h } from "preact";
import type { Current } from "../../../casebook/view.ts";
import type { App } from "../../app.ts";
import { whoIs } from "../../review/who.ts";
import type { View } from "../view.ts";

export interface DifferingProps<T> {
  readonly app: App;
  readonly current: Current<T>;
  readonly text: (value: T) => string;
}

/** Where reviewers set a field without having seen each other: all values, and a way to decide. */
export function Differing<T>({ app, current, text }: DifferingProps<T>): View | null {
  const { review: words } = app.strings;
  if (current.length < 2) return null;
  const settle = (chosen: (typeof current)[number]) => {
    const over = current.flatMap(({ act }) => (act === chosen.act ? [] : act)).sort();
    app.casebook.act({ kind: "settled", chosen: chosen.act, over });
  };
  return h(
    "div",
    { class: "differing", role: "group", "aria-label": words.differ },
    h("p", {}, words.differ),
    current.map((said) =>
      h(
        "button",
        { key: said.act, type: "button", class: "quiet", onClick: () => settle(said) },
        words.choose(text(said.value), whoIs(app, said.by)),
      ),
    ),
  );
}

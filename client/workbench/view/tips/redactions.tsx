import { Button } from "../../../browser/view/controls.tsx";
import { isRefusal } from "../../../casebook/finding-codes.ts";
import type { TipView } from "../../../casebook/view.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import type { RedactableText } from "../../redaction/texts.ts";
import { whoIs } from "../../review/who.ts";
import { useFirst } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";

export interface RedactionsProps extends AppProps {
  readonly view: TipView;
  readonly texts: readonly RedactableText[];
}

/** What is redacted in a tip, by whom and why, in the order of the texts; each can be taken back. */
export function Redactions({ app, view, texts }: RedactionsProps): View | null {
  const { redaction: words } = app.strings;
  const places = texts.map(({ field }) => field);
  const redactions = view.redactions.toSorted(
    (a, b) => places.indexOf(a.value.field) - places.indexOf(b.value.field) || a.value.from - b.value.from,
  );
  const [first, more] = useFirst(app, redactions);
  if (redactions.length === 0) return null;
  return (
    <section class="redactions" aria-label={words.marks(redactions.length)}>
      <h4>{words.marks(redactions.length)}</h4>
      <ul>
        {first.map(({ act, value, by, on, doubt }) => {
          const text = texts.find(({ field }) => field === value.field)?.text ?? "";
          const marked = harmlessLine(text.slice(value.from, value.to).replace(/\s+/g, " "));
          return (
            <li key={act}>
              <mark class="redacted" dir="auto">
                {marked}
              </mark>
              <p class="said" dir="auto">
                {harmlessLine(value.why)}
              </p>
              <p class="hint">{`${whoIs(app, by)} · ${on}`}</p>
              {doubt && isRefusal(doubt) ? (
                <p class="warning">{app.strings.unverified.redactionNote}</p>
              ) : null}
              {view.awaiting.map(({ value: other, act: lift, by: whom, on: when }) =>
                other.kind === "unredacted" && other.redaction === act ? (
                  <p
                    key={lift}
                    class="hint"
                  >{`${app.strings.unverified.awaits} ${app.strings.leaving.exceptions.unredacted(whoIs(app, whom), when)}`}</p>
                ) : null,
              )}
              <Button
                kind="plain"
                aria-label={words.takeBackOf(marked)}
                label={words.takeBack}
                act={() => app.casebook.act({ kind: "unredacted", tip: view.tip, redaction: act })}
              />
            </li>
          );
        })}
      </ul>
      {more}
    </section>
  );
}

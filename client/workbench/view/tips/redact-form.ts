import { h, type TargetedEvent } from "preact";
import { useState } from "preact/hooks";
import { FORGETFUL } from "../../../browser/view/fields.ts";
import type { TipId } from "../../../casebook/names.ts";
import { MOST_REASON } from "../../../casebook/what.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import type { App } from "../../app.ts";
import type { Occurrence } from "../../redaction/occurrences.ts";
import type { View } from "../view.ts";

export interface RedactFormProps {
  readonly app: App;
  readonly tip: TipId;
  readonly spans: readonly Occurrence[];
  /** To be called when they were redacted, or given up. */
  readonly done: () => void;
}

/** The places that were found, each to be taken out or left, and why. */
export function RedactForm({ app, tip, spans, done }: RedactFormProps): View {
  const { redaction: words } = app.strings;
  const [left, leave] = useState<ReadonlySet<Occurrence>>(new Set());
  const [why, setWhy] = useState("");
  const chosen = spans.filter((span) => !left.has(span));
  const redact = async () => {
    const whats = chosen.map(
      ({ field, from, to }) => ({ kind: "redacted", tip, field, from, to, why }) as const,
    );
    if (await app.casebook.step(whats)) done();
  };
  return h(
    "div",
    { class: "redact-form" },
    h(
      "ul",
      { class: "occurrences" },
      spans.map((span, i) =>
        h(
          "li",
          { key: `${span.field} ${span.from}` },
          h(
            "label",
            { class: "tick", for: `occurrence-${i}` },
            h("input", {
              ...FORGETFUL,
              id: `occurrence-${i}`,
              type: "checkbox",
              checked: !left.has(span),
              onChange: () => leave(toggled(left, span)),
            }),
            h(
              "bdi",
              {},
              harmlessLine(oneLine(span.before)),
              h("mark", {}, harmlessLine(oneLine(span.words))),
              harmlessLine(oneLine(span.after)),
            ),
          ),
        ),
      ),
    ),
    h("label", { for: "redact-why" }, words.why),
    h("input", {
      ...FORGETFUL,
      id: "redact-why",
      type: "text",
      maxLength: MOST_REASON,
      value: why,
      onInput: ({ currentTarget }: TargetedEvent<HTMLInputElement>) => setWhy(currentTarget.value),
    }),
    h(
      "div",
      { class: "actions" },
      h(
        "button",
        {
          type: "button",
          class: "primary",
          id: "redact",
          disabled: chosen.length === 0 || why.trim() === "",
          onClick: () => void redact(),
        },
        words.redact(chosen.length),
      ),
      h("button", { type: "button", class: "plain", onClick: done }, words.cancel),
    ),
  );
}

function toggled<T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

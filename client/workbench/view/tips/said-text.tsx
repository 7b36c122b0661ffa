import { REDACTED, redactText } from "../../../casebook/export/redact.ts";
import type { TipView } from "../../../casebook/view.ts";
import { harmless } from "../../../report/harmless.ts";
import { piecesOf } from "../../redaction/pieces.ts";
import type { RedactableText } from "../../redaction/texts.ts";
import type { View } from "../view.ts";

export interface SaidTextProps {
  readonly text: RedactableText;
  /** What its redactions are; undefined for a tip that isn't kept. */
  readonly view: TipView | undefined;
  /** Without what is redacted, as exports have it. */
  readonly asItLeaves: boolean;
}

/**
 * Words from outside, with what is redacted in them marked. Each piece says where in the text as it was sent it
 * begins, so that what somebody selects can be found there.
 */
export function SaidText({ text: { field, text }, view, asItLeaves }: SaidTextProps): View {
  const redactions = view?.redactions ?? [];
  return (
    <div class="said quoted" dir="auto">
      {asItLeaves
        ? split(
            harmless(
              redactText(
                text,
                field,
                redactions.map(({ value }) => value),
              ),
            ),
          ).map((part, i) =>
            part === REDACTED ? (
              <mark key={i} class="taken-out">
                {part}
              </mark>
            ) : (
              part
            ),
          )
        : piecesOf(text, field, redactions).map(({ from, to, marks }) => {
            const Tag = marks.length > 0 ? "mark" : "span";
            const attributes = { "data-field": field, "data-from": from, "data-to": to };
            return (
              <Tag key={from} {...(marks.length > 0 && { class: "redacted" })} {...attributes}>
                {harmless(text.slice(from, to))}
              </Tag>
            );
          })}
    </div>
  );
}

function split(text: string): string[] {
  return text.split(/(\[…\])/u);
}

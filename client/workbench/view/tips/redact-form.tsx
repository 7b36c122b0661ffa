import { Button, FORGETFUL, TextInput } from "../../../browser/view/controls.tsx";
import type { TipId } from "../../../casebook/names.ts";
import { MOST_REASON } from "../../../casebook/what.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import type { Occurrence } from "../../redaction/occurrences.ts";
import type { AppProps, View } from "../view.ts";

export interface RedactFormProps extends AppProps {
  readonly tip: TipId;
  readonly spans: readonly Occurrence[];
  readonly draft: Redacting;
  readonly put: (draft: Redacting) => void;
}

/** A redaction that isn't made yet. */
export interface Redacting {
  /** What was typed to find it; empty if it was selected. */
  readonly words: string;
  /** Where it stands; undefined as long as nothing is looked for. */
  readonly spans: readonly Occurrence[] | undefined;
  /** Those that are not to be redacted. */
  readonly left: ReadonlySet<Occurrence>;
  readonly why: string;
}

export const NOTHING: Redacting = { words: "", spans: undefined, left: new Set(), why: "" };

/** The places that were found, each to be taken out or left, and why. */
export function RedactForm({ app, tip, spans, draft, put }: RedactFormProps): View {
  const { redaction: words } = app.strings;
  const { left, why } = draft;
  const chosen = spans.filter((span) => !left.has(span));
  const redact = async () => {
    const whats = chosen.map(
      ({ field, from, to }) => ({ kind: "redacted", tip, field, from, to, why }) as const,
    );
    if (await app.casebook.step(whats)) app.drafts.added("redaction", tip, draft);
  };
  return (
    <div class="redact-form">
      <ul class="occurrences">
        {spans.map((span, i) => (
          <li key={`${span.field} ${span.from}`}>
            <label class="tick" for={`occurrence-${i}`}>
              <input
                {...FORGETFUL}
                id={`occurrence-${i}`}
                type="checkbox"
                checked={!left.has(span)}
                onChange={() => put({ ...draft, left: toggled(left, span) })}
              />
              <bdi>
                {harmlessLine(oneLine(span.before))}
                <mark>{harmlessLine(oneLine(span.words))}</mark>
                {harmlessLine(oneLine(span.after))}
              </bdi>
            </label>
          </li>
        ))}
      </ul>
      <TextInput
        id="redact-why"
        label={words.why}
        most={MOST_REASON}
        value={why}
        take={(typed) => put({ ...draft, why: typed })}
      />
      <div class="actions">
        <Button
          kind="primary"
          id="redact"
          disabled={chosen.length === 0 || why.trim() === ""}
          label={words.redact(chosen.length)}
          act={redact}
        />
        <Button kind="plain" label={words.cancel} act={() => put(NOTHING)} />
      </div>
    </div>
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

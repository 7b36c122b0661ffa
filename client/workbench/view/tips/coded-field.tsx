import { DEFAULTS } from "../../../casebook/handling.ts";
import type { Current } from "../../../casebook/view.ts";
import { REVIEWING_CODES, type ReviewingCode } from "../../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { AppProps, View } from "../view.ts";
import { ReviewField } from "./review-field.tsx";

/** What reviewers choose one code for, of a tip or of an entity. */
type Coded = "status" | "priority" | "verification" | "sensitivity";

const FALLBACKS: { readonly [F in Coded]: ReviewingCode<F> } = DEFAULTS;

interface CodedFieldProps<F extends Coded> extends AppProps {
  readonly field: F;
  readonly current: Current<ReviewingCode<F>>;
  /** What was just chosen, and isn't signed yet. */
  readonly pending: ReviewingCode<F> | undefined;
  readonly choose: (code: ReviewingCode<F>) => void;
}

/** A field of the review whose values are the vocabulary's. */
export function CodedField<F extends Coded>({ app, field, ...rest }: CodedFieldProps<F>): View {
  const { review: words, language } = app.strings;
  const codes: readonly ReviewingCode<F>[] = REVIEWING_CODES[field];
  const labels: Readonly<Record<ReviewingCode<F>, string>> = reviewingLabels(language)[field];
  return (
    <ReviewField<ReviewingCode<F>>
      app={app}
      id={field}
      label={words[field]}
      fallback={FALLBACKS[field]}
      options={codes.map((value) => ({ value, text: labels[value] }))}
      {...rest}
    />
  );
}

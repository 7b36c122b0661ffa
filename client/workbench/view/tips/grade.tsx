import { Choice, type Option } from "../../../browser/view/controls.tsx";
import type { TipView } from "../../../casebook/view.ts";
import { REVIEWING_CODES } from "../../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { Half, Whole } from "../../triage/model.ts";
import type { RowProps, View } from "../view.ts";
import { Differing } from "./differing.tsx";

/** The Admiralty system: how reliable the source, how credible what it says. Both are one value in the casebook. */
export function Grade({ app, row, current }: RowProps & { readonly current: TipView["grade"] }): View {
  const { review: words, triage, language } = app.strings;
  const labels = reviewingLabels(language);
  const { source, information } = app.triage.gradeOf(row.tip.id);
  return (
    <fieldset class="grade">
      <legend>
        {words.grade} <strong>{textOf({ source, information })}</strong>
      </legend>
      <Choice<Whole["source"] | "">
        id="source"
        label={words.source}
        value={source ?? ""}
        options={coded(REVIEWING_CODES.sourceReliability, labels.sourceReliability, source)}
        choose={(chosen) => {
          if (chosen) void app.triage.grade(row, { source: chosen });
        }}
      />
      <Choice<Whole["information"] | "">
        id="information"
        label={words.information}
        value={information ?? ""}
        options={coded(REVIEWING_CODES.infoCredibility, labels.infoCredibility, information)}
        choose={(chosen) => {
          if (chosen) void app.triage.grade(row, { information: chosen });
        }}
      />
      <Differing<Whole> app={app} current={current} text={textOf} />
      <p class="hint" role="status">
        {app.triage.isHalf(row.tip.id) ? triage.half : ""}
      </p>
    </fieldset>
  );
}

function textOf({ source, information }: Half): string {
  return `${source ?? "?"}${information ?? "?"}`;
}

/** With a question mark, as long as nobody can say which holds. */
function coded<T extends string>(
  values: readonly T[],
  names: Readonly<Record<T, string>>,
  chosen: T | undefined,
): Option<T | "">[] {
  const all = values.map((value) => ({ value, text: `${value}: ${names[value]}` }));
  return chosen === undefined ? [{ value: "", text: "?" }, ...all] : all;
}

import { h } from "preact";
import { DEFAULTS } from "../../../casebook/handling.ts";
import type { TipId } from "../../../casebook/names.ts";
import { agreed, type TipView } from "../../../casebook/view.ts";
import { REVIEWING_CODES } from "../../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../../app.ts";
import { Choice, type Option } from "../fields.ts";
import type { View } from "../view.ts";
import { Differing } from "./differing.ts";

export interface GradeProps {
  readonly app: App;
  readonly tip: TipId;
  readonly current: TipView["grade"];
}

type Graded = TipView["grade"][number]["value"];

/** The Admiralty system: how reliable the source, how credible what it says. Both are one value in the casebook. */
export function Grade({ app, tip, current }: GradeProps): View {
  const { review: words, language } = app.strings;
  const labels = reviewingLabels(language);
  const grade: Graded | undefined = app.casebook.pending("graded", tip) ?? agreed<Graded>(current, DEFAULTS);
  const { source, information } = grade ?? DEFAULTS;
  const set = (change: Partial<Graded>) =>
    app.casebook.act({ kind: "graded", tip, source, information, ...change });
  return h(
    "fieldset",
    { class: "grade" },
    h("legend", {}, words.grade, " ", h("strong", {}, grade ? textOf(grade) : "?")),
    h(Choice<Graded["source"]>, {
      id: "source",
      label: words.source,
      value: source,
      options: coded(REVIEWING_CODES.sourceReliability, labels.sourceReliability),
      choose: (chosen) => set({ source: chosen }),
    }),
    h(Choice<Graded["information"]>, {
      id: "information",
      label: words.information,
      value: information,
      options: coded(REVIEWING_CODES.infoCredibility, labels.infoCredibility),
      choose: (chosen) => set({ information: chosen }),
    }),
    h(Differing<Graded>, { app, current, text: textOf }),
  );
}

function textOf({ source, information }: Graded): string {
  return `${source}${information}`;
}

function coded<T extends string>(values: readonly T[], names: Readonly<Record<T, string>>): Option<T>[] {
  return values.map((value) => ({ value, text: `${value}: ${names[value]}` }));
}

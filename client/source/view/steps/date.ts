import { element } from "../../../browser/dom.ts";
import type { DateFields } from "../../../report/date.ts";
import type { Code } from "../../../report/vocabulary/codes.ts";
import { dateError } from "../../answers.ts";
import type { Around } from "../around.ts";
import { radios } from "../choices.ts";
import { choicesOf } from "../choices-of.ts";
import { answerTo, type SectionOptions } from "../section.ts";
import { selectField } from "../text-field.ts";

type Part = "year" | "month" | "day";

/** How far back the list of years goes. */
const YEARS = 50;

const PARTS: Readonly<Record<Code<"datePrecision">, readonly Part[]>> = {
  day: ["year", "month", "day"],
  month: ["year", "month"],
  year: ["year"],
  about: ["year", "month"],
  ongoing: ["year", "month"],
  unknown: [],
};

/** How exactly first; then lists to choose from, since what is chosen passes no keyboard. */
export function dateSection(around: Around, kind: Code<"kind">): SectionOptions {
  const { strings, words, draft } = around;
  const of = kind === "station" ? "since" : "when";
  const { questions } = strings;
  const change = (part: Partial<DateFields>) => draft.change(of, part);
  const now = new Date();
  const field = (part: Part, options: readonly { value: string; label: string }[]) =>
    selectField({
      id: `${of}-${part}`,
      label: questions[part],
      none: questions.notSaid,
      options,
      value: String(draft.answers[of][part] ?? ""),
      write: (value) => change({ [part]: value === "" ? null : Number(value) }),
    });
  const fields: Record<Part, HTMLElement> = {
    year: field(
      "year",
      numbers(YEARS).map((ago) => plain(now.getFullYear() - ago + 1)),
    ),
    month: field("month", monthNames(strings.language)),
    day: field("day", numbers(31).map(plain)),
  };
  const showParts = (precision: Code<"datePrecision">) => {
    for (const part of ["year", "month", "day"] as const)
      fields[part].hidden = !PARTS[precision].includes(part);
  };
  const exactness = radios<Code<"datePrecision">>(strings, {
    name: `${of}-precision`,
    legend: questions.precision,
    choices: choicesOf(words, "datePrecision", ["year", "month", "day", "about", "ongoing", "unknown"]),
    chosen: [draft.answers[of].precision],
    choose: ([precision = "month"]) => {
      change({ precision });
      showParts(precision);
    },
    required: true,
  });
  showParts(draft.answers[of].precision);
  return {
    question: of,
    heading: words.fields[of],
    lede: questions.dateHint,
    contents: [exactness, element("div", { class: "lines date" }, ...Object.values(fields))],
    answer: () => answerTo(around, kind, of),
    hints: (hint) => hint.includes("exact-day"),
    mend: () => {
      const mend = dateError(draft.answers[of], new Date());
      return mend && { sentence: questions.dateError[mend], unlikely: mend === "ahead" };
    },
  };
}

function numbers(most: number): number[] {
  return Array.from({ length: most }, (_, i) => i + 1);
}

function plain(number: number) {
  return { value: String(number), label: String(number) };
}

function monthNames(language: string) {
  const names = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
  return numbers(12).map((month) => ({
    value: String(month),
    label: names.format(new Date(Date.UTC(2000, month - 1, 1))),
  }));
}

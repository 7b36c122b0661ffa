import { element } from "../../../browser/dom.ts";
import { countryChoices, isCountry } from "../../../report/countries.ts";
import type { Place } from "../../../report/place.ts";
import type { Code } from "../../../report/vocabulary/codes.ts";
import type { Around } from "../around.ts";
import { radios } from "../choices.ts";
import { choicesOf } from "../choices-of.ts";
import { answerTo, type SectionOptions } from "../section.ts";
import { selectField, textField } from "../text-field.ts";

const WITH_ADDRESS: ReadonlySet<Code<"placePrecision">> = new Set(["exact", "vicinity", "locality"]);

/** How exactly first, from broad to exact; then only the fields that are as exact as that. */
export function placeSection(around: Around, kind: Code<"kind">): SectionOptions {
  const { strings, words, draft } = around;
  const of = kind === "station" ? "stationPlace" : "pressurePlace";
  const { questions, language } = strings;
  const change = (part: Partial<Place>) => draft.change(of, part);
  const { country, region, city, address, precision } = draft.answers[of];
  const countries = selectField({
    id: `${of}-country`,
    label: questions.country,
    none: questions.noCountry,
    options: countryChoices(language).map((choice) => ({ value: choice.country, label: choice.name })),
    value: country ?? "",
    write: (value) => change({ country: isCountry(value) ? value : null }),
  });
  const line = (part: "region" | "city" | "address", value: string) =>
    textField({
      id: `${of}-${part}`,
      label: questions[part],
      value,
      write: (text) => change({ [part]: text }),
    });
  const lines = {
    region: line("region", region),
    city: line("city", city),
    address: line("address", address),
  };
  const showLines = (exactness: Code<"placePrecision">) => {
    lines.region.hidden = lines.city.hidden = exactness === "country";
    lines.address.hidden = !WITH_ADDRESS.has(exactness);
  };
  const exactness = radios<Code<"placePrecision">>(strings, {
    name: `${of}-precision`,
    legend: questions.precision,
    choices: choicesOf(words, "placePrecision", [
      "country",
      "city",
      "locality",
      "vicinity",
      "exact",
      "unknown",
    ]),
    chosen: [precision],
    choose: ([chosen = "city"]) => {
      change({ precision: chosen });
      showLines(chosen);
    },
    required: true,
  });
  showLines(precision);
  return {
    question: of,
    heading: words.fields.place,
    lede: questions.placeHint,
    contents: [exactness, element("div", { class: "lines" }, countries, ...Object.values(lines))],
    answer: () => answerTo(around, kind, "place"),
    hints: (hint) => hint.includes("exact-place"),
  };
}

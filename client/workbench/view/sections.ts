import { type FunctionComponent, h } from "preact";
import { Choice } from "../../browser/view/fields.ts";
import { SECTIONS, type SectionName } from "../strings/strings.ts";
import { Counts } from "./counts/counts.ts";
import { Leaving } from "./leaving/leaving.ts";
import { LettersSection } from "./letters/letters.ts";
import { Places } from "./places/places.ts";
import { Stations } from "./stations/stations.ts";
import { Tips } from "./tips/tips.ts";
import type { AppProps, View } from "./view.ts";

/** What is seen of each part of the work. */
export const VIEWS: Readonly<Record<SectionName, FunctionComponent<AppProps>>> = {
  tips: Tips,
  stations: Stations,
  places: Places,
  counts: Counts,
  letters: LettersSection,
  leaving: Leaving,
};

/** The way from one part of the work to another. */
export function Sections({ app }: AppProps): View {
  const { sections: words } = app.strings;
  return h(
    "nav",
    { class: "sections", "aria-label": words.all },
    // Where there is no room for all of them side by side.
    h(Choice<SectionName>, {
      id: "section",
      label: words.all,
      hiddenLabel: true,
      value: app.section,
      options: SECTIONS.map((value) => ({ value, text: words[value] })),
      choose: (section) => app.goTo(section),
    }),
    SECTIONS.map((section) =>
      h(
        "button",
        {
          key: section,
          type: "button",
          "aria-current": app.section === section ? "page" : "false",
          onClick: () => app.goTo(section),
        },
        words[section],
      ),
    ),
  );
}

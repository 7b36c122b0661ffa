import type { FunctionComponent } from "preact";
import { Choice } from "../../browser/view/controls.tsx";
import { SECTIONS, type SectionName } from "../strings/strings.ts";
import { Counts } from "./counts/counts.tsx";
import { Export } from "./export/export.tsx";
import { LettersSection } from "./letters/letters.tsx";
import { Places } from "./places/places.tsx";
import { Stations } from "./stations/stations.tsx";
import { Tips } from "./tips/tips.tsx";
import type { AppProps, View } from "./view.ts";

/** What is seen of each part of the work. */
export const VIEWS: Readonly<Record<SectionName, FunctionComponent<AppProps>>> = {
  tips: Tips,
  stations: Stations,
  places: Places,
  counts: Counts,
  letters: LettersSection,
  export: Export,
};

/** The way from one part of the work to another. */
export function Sections({ app }: AppProps): View {
  const { sections: words } = app.strings;
  return (
    <nav class="sections" aria-label={words.all}>
      {/* Where there is no room for all of them side by side. */}
      <Choice<SectionName>
        id="section"
        label={words.all}
        hiddenLabel
        value={app.section}
        options={SECTIONS.map((value) => ({ value, text: words[value] }))}
        choose={(section) => app.goTo(section)}
      />
      {SECTIONS.map((section) => (
        <button
          key={section}
          type="button"
          aria-current={app.section === section ? "page" : "false"}
          onClick={() => app.goTo(section)}
        >
          {words[section]}
        </button>
      ))}
    </nav>
  );
}

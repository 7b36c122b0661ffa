import { h } from "preact";
import type { View } from "../../../browser/view/view.ts";
import type { Strings } from "../../strings/strings.ts";
import type { Standing } from "../model/standing.ts";

/** What is printed: all words to compare, with a box to tick for each. Nothing else of the page is on paper. */
export function Sheet({
  strings,
  standing,
}: {
  readonly strings: Strings;
  readonly standing: Standing;
}): View {
  const { table: words } = strings.steward;
  const { instance, stewards, newStewards, reviewers, couriers } = standing;
  const people = [...stewards, ...newStewards, ...reviewers, ...couriers];
  return h(
    "section",
    { class: "sheet", "aria-hidden": "true" },
    h("h1", {}, words.sheet),
    instance ? h("p", {}, h("b", {}, `☐ ${instance.name}`), h("br", {}), instance.fingerprint) : null,
    people.map(({ id, handle, fingerprint }) =>
      h(
        "p",
        { key: id },
        h("b", {}, `☐ ${handle ?? id.slice(0, 16)}`),
        h("br", {}),
        fingerprint ?? words.noCard,
      ),
    ),
  );
}

import type { View } from "../../../browser/view/controls.tsx";
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
  return (
    <section class="sheet" aria-hidden="true">
      <h1>{words.sheet}</h1>
      {instance ? (
        <p>
          <b>{`☐ ${instance.name}`}</b>
          <br />
          {instance.fingerprint}
        </p>
      ) : null}
      {people.map(({ id, handle, fingerprint }) => (
        <p key={id}>
          <b>{`☐ ${handle ?? id.slice(0, 16)}`}</b>
          <br />
          {fingerprint ?? words.noCard}
        </p>
      ))}
    </section>
  );
}

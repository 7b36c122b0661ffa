import type { View } from "../../../browser/view/view.ts";
import type { HostProps } from "../../host.ts";
import { Holds } from "../../vault/view/holds.tsx";
import type { Outcome } from "../../vault/view/within.ts";
import type { VaultAbout } from "../../vault/works.ts";
import { Ways } from "../../view/menu.tsx";
import { Step } from "../../view/step.tsx";
import { WAYS, type Within } from "../ways.ts";

export interface HomeProps extends HostProps {
  readonly about: VaultAbout;
  readonly enter: (within: Within) => void;
  readonly made: (outcome: Outcome) => void;
}

/** What the vault holds, and what can be done with it. */
export function Home({ host, about, enter, made }: HomeProps): View {
  const { vault, reviewer } = host.strings;
  const { ways: words } = reviewer;
  const card = () => void host.attempt(async () => made(await host.ask("reviewerCardAgain", null)));
  return (
    <Step host={host} heading={vault.holds.heading}>
      <Holds strings={host.strings} about={about} />
      <Ways
        ways={[
          ...(about.periods.some(({ destroyed }) => !destroyed)
            ? [{ id: "card-again", label: words.card.label, does: words.card.does, go: card }]
            : []),
          ...WAYS.map((way) => ({ id: way, ...words[way], go: () => enter(way) })),
        ]}
      />
    </Step>
  );
}

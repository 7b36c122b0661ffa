import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import type { HostProps } from "../../host.ts";
import type { VaultAbout } from "../../vault/methods.ts";
import { Holds } from "../../vault/view/holds.tsx";
import { ChangePassphrase } from "../../vault/view/passphrase.tsx";
import { Restore } from "../../vault/view/restore.tsx";
import { Shares } from "../../vault/view/shares.tsx";
import { Unlock } from "../../vault/view/unlock.tsx";
import type { Outcome } from "../../vault/view/within.ts";
import { FilesMade } from "../../view/made.tsx";
import { Menu, Ways } from "../../view/menu.tsx";
import { Step } from "../../view/step.tsx";
import { WAYS, type Within } from "../ways.ts";
import { Destroy } from "./destroy.tsx";
import { Enrol } from "./enrol.tsx";
import { Follow } from "./follow.tsx";
import { Renew } from "./renew.tsx";

/** Where a reviewer is: outside of a vault, or in the one that is open. */
type Place = "menu" | "enrol" | "open" | "restore";

/** All that a reviewer does here. */
export function Reviewer({ host }: HostProps): View {
  const { menu } = host.strings.reviewer;
  const [place, goTo] = useState<Place>("menu");
  const [about, setAbout] = useState<VaultAbout | undefined>(undefined);
  const [made, setMade] = useState<Outcome | undefined>(undefined);
  const [within, enter] = useState<Within | undefined>(undefined);
  const home = () => {
    setMade(undefined);
    enter(undefined);
  };
  const take = (result: Outcome) => {
    if (result.about) setAbout(result.about);
    setMade(result);
  };
  if (about && made) return <Result host={host} made={made} home={home} />;
  if (about && within) {
    const Way = WITHIN[within];
    return <Way host={host} about={about} done={take} back={home} />;
  }
  if (about) return <Home host={host} about={about} enter={enter} made={take} />;
  const back = () => goTo("menu");
  if (place === "enrol") return <Enrol host={host} done={take} back={back} />;
  if (place === "open") return <Unlock host={host} kind="reviewer" done={setAbout} back={back} />;
  if (place === "restore") return <Restore host={host} kind="reviewer" done={setAbout} back={back} />;
  return (
    <Menu
      host={host}
      heading={menu.heading}
      ways={[
        { id: "enrol", label: menu.enrol, does: menu.enrolDoes, go: () => goTo("enrol") },
        { id: "open", label: menu.open, does: menu.openDoes, go: () => goTo("open") },
        { id: "restore", label: menu.restore, does: menu.restoreDoes, go: () => goTo("restore") },
      ]}
    />
  );
}

const WITHIN = {
  renew: Renew,
  destroy: Destroy,
  follow: Follow,
  passphrase: ChangePassphrase,
  shares: Shares,
};

interface ResultProps extends HostProps {
  readonly made: Outcome;
  readonly home: () => void;
}

/** What was made of the vault, to be saved. */
function Result({ host, made, home }: ResultProps): View {
  const { made: words } = host.strings.reviewer;
  return (
    <FilesMade
      host={host}
      heading={words.heading}
      files={[
        { id: "vault", label: words.saveVault, made: made.vault, next: words.vaultNext },
        { id: "card", label: words.saveCard, made: made.card, next: words.cardNext },
      ]}
      words={{ label: words.cardWords, fingerprint: made.fingerprint, next: words.compareCard }}
      onward={{ label: words.onward, go: home }}
    />
  );
}

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

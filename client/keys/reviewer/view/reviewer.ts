import { h } from "preact";
import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/view.ts";
import type { HostProps } from "../../host.ts";
import type { Strings } from "../../strings/strings.ts";
import { ChangePassphrase } from "../../vault/view/passphrase.ts";
import { Restore } from "../../vault/view/restore.ts";
import { Shares } from "../../vault/view/shares.ts";
import { Unlock } from "../../vault/view/unlock.ts";
import type { Outcome } from "../../vault/view/within.ts";
import type { VaultAbout } from "../../vault/works.ts";
import { type FileMade, FilesMade } from "../../view/made.ts";
import { Menu } from "../../view/menu.ts";
import type { Within } from "../ways.ts";
import { Destroy } from "./destroy.ts";
import { Enrol } from "./enrol.ts";
import { Follow } from "./follow.ts";
import { Home } from "./home.ts";
import { Renew } from "./renew.ts";

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
  if (about && made) return h(Result, { host, made, home });
  if (about && within) return h(WITHIN[within], { host, about, done: take, home });
  if (about) return h(Home, { host, about, enter, made: take });
  const back = () => goTo("menu");
  if (place === "enrol") return h(Enrol, { host, enrolled: take, back });
  if (place === "open") return h(Unlock, { host, kind: "reviewer", opened: setAbout, back });
  if (place === "restore") return h(Restore, { host, kind: "reviewer", restored: setAbout, back });
  return h(Menu, {
    host,
    heading: menu.heading,
    ways: [
      { id: "enrol", label: menu.enrol, does: menu.enrolDoes, go: () => goTo("enrol") },
      { id: "open", label: menu.open, does: menu.openDoes, go: () => goTo("open") },
      { id: "restore", label: menu.restore, does: menu.restoreDoes, go: () => goTo("restore") },
    ],
  });
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
  return h(FilesMade, {
    host,
    heading: words.heading,
    files: filesOf(made, host.strings),
    ...(made.fingerprint !== undefined && {
      words: { label: words.cardWords, fingerprint: made.fingerprint, next: words.compareCard },
    }),
    onward: { label: words.onward, go: home },
  });
}

function filesOf({ vault, card }: ResultProps["made"], { reviewer: { made: words } }: Strings): FileMade[] {
  return [
    ...(vault ? [{ id: "vault", label: words.saveVault, made: vault, next: words.vaultNext }] : []),
    ...(card ? [{ id: "card", label: words.saveCard, made: card, next: words.cardNext }] : []),
  ];
}

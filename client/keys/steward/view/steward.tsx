import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import type { HostProps } from "../../host.ts";
import type { Made } from "../../vault/methods.ts";
import { ChangePassphrase } from "../../vault/view/passphrase.tsx";
import { Restore } from "../../vault/view/restore.tsx";
import { Shares } from "../../vault/view/shares.tsx";
import { FilesMade } from "../../view/made.tsx";
import { Menu } from "../../view/menu.tsx";
import type { CeremonyState } from "../methods.ts";
import { NewKey } from "./new-key.tsx";
import { OpenKey } from "./open-key.tsx";
import type { Aside } from "./part.ts";
import { Table } from "./table.tsx";

type Place = "menu" | "new" | "open" | "restore";

const ASIDE = { passphrase: ChangePassphrase, shares: Shares } satisfies Record<Aside, unknown>;

/** All that a steward does here: at first whose key it is, and from then on the table at which they sit. */
export function Steward({ host }: HostProps): View {
  const { menu: words } = host.strings.steward;
  const [place, goTo] = useState<Place>("menu");
  const [ceremony, setCeremony] = useState<CeremonyState | undefined>(undefined);
  const [aside, goAside] = useState<Aside | undefined>(undefined);
  const [vault, setVault] = useState<Made | undefined>(undefined);
  const back = () => goTo("menu");
  const toTable = () => {
    setVault(undefined);
    goAside(undefined);
  };
  if (ceremony && vault) return <VaultMade host={host} vault={vault} go={toTable} />;
  if (ceremony && aside) {
    const Way = ASIDE[aside];
    return <Way host={host} done={({ vault }) => setVault(vault)} back={toTable} />;
  }
  if (ceremony) return <Table host={host} ceremony={ceremony} put={setCeremony} goAside={goAside} />;
  if (place === "new") return <NewKey host={host} done={setCeremony} back={back} />;
  if (place === "open") return <OpenKey host={host} done={setCeremony} back={back} />;
  if (place === "restore")
    return <Restore host={host} kind="steward" done={() => goTo("open")} back={back} />;
  const { restore, restoreDoes } = host.strings.reviewer.menu;
  return (
    <Menu
      host={host}
      heading={words.heading}
      ways={[
        { id: "new", label: words.begin, does: words.beginDoes, go: () => goTo("new") },
        { id: "open", label: words.open, does: words.openDoes, go: () => goTo("open") },
        { id: "restore", label: restore, does: restoreDoes, go: () => goTo("restore") },
      ]}
    />
  );
}

/** The vault under its new passphrase, to be saved. */
function VaultMade({ host, vault, go }: HostProps & { readonly vault: Made; readonly go: () => void }): View {
  const { passphrase: words } = host.strings.vault;
  return (
    <FilesMade
      host={host}
      heading={words.heading}
      files={[{ id: "vault", label: words.save, made: vault, next: words.next }]}
      onward={{ label: host.strings.steward.made.go, go }}
    />
  );
}

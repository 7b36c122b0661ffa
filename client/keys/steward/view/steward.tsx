import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/view.ts";
import type { HostProps } from "../../host.ts";
import { Menu } from "../../view/menu.tsx";
import type { Desk } from "../works.ts";
import { NewKey } from "./new-key.tsx";
import { OpenKey } from "./open-key.tsx";
import { Table } from "./table.tsx";

type Place = "menu" | "new" | "open";

/** All that a steward does here: at first whose key it is, and from then on the table at which they sit. */
export function Steward({ host }: HostProps): View {
  const { menu: words } = host.strings.steward;
  const [place, goTo] = useState<Place>("menu");
  const [desk, setDesk] = useState<Desk | undefined>(undefined);
  const back = () => goTo("menu");
  if (desk) return <Table host={host} desk={desk} put={setDesk} />;
  if (place === "new") return <NewKey host={host} done={setDesk} back={back} />;
  if (place === "open") return <OpenKey host={host} done={setDesk} back={back} />;
  return (
    <Menu
      host={host}
      heading={words.heading}
      ways={[
        { id: "new", label: words.begin, does: words.beginDoes, go: () => goTo("new") },
        { id: "open", label: words.open, does: words.openDoes, go: () => goTo("open") },
      ]}
    />
  );
}

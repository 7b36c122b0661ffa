import { h } from "preact";
import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/view.ts";
import type { HostProps } from "../../host.ts";
import { Menu } from "../../view/menu.ts";
import type { Desk } from "../works.ts";
import { NewKey } from "./new-key.ts";
import { OpenKey } from "./open-key.ts";
import { Table } from "./table.ts";

type Place = "menu" | "new" | "open";

/** All that a steward does here: at first whose key it is, and from then on the table at which they sit. */
export function Steward({ host }: HostProps): View {
  const { menu: words } = host.strings.steward;
  const [place, goTo] = useState<Place>("menu");
  const [desk, setDesk] = useState<Desk | undefined>(undefined);
  const back = () => goTo("menu");
  if (desk) return h(Table, { host, desk, put: setDesk });
  if (place === "new") return h(NewKey, { host, done: setDesk, back });
  if (place === "open") return h(OpenKey, { host, done: setDesk, back });
  return h(Menu, {
    host,
    heading: words.heading,
    ways: [
      { id: "new", label: words.begin, does: words.beginDoes, go: () => goTo("new") },
      { id: "open", label: words.open, does: words.openDoes, go: () => goTo("open") },
    ],
  });
}

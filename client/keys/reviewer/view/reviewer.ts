import { h } from "preact";
import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/view.ts";
import type { HostProps } from "../../host.ts";
import { Holds } from "../../vault/view/holds.ts";
import { Unlock } from "../../vault/view/unlock.ts";
import type { VaultAbout } from "../../vault/works.ts";
import { Menu } from "../../view/menu.ts";
import { Step } from "../../view/step.ts";

type Place = "menu" | "open";

/** All that a reviewer does here. */
export function Reviewer({ host }: HostProps): View {
  const { reviewer: words, vault } = host.strings;
  const [place, goTo] = useState<Place>("menu");
  const [about, setAbout] = useState<VaultAbout | undefined>(undefined);
  if (about)
    return h(Step, { host, heading: vault.holds.heading }, h(Holds, { strings: host.strings, about }));
  if (place === "open")
    return h(Unlock, { host, kind: "reviewer", opened: setAbout, back: () => goTo("menu") });
  return h(Menu, {
    host,
    heading: words.menu.heading,
    ways: [{ id: "open", label: words.menu.open, does: words.menu.openDoes, go: () => goTo("open") }],
  });
}

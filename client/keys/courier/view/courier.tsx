import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import type { HostProps } from "../../host.ts";
import { FilesMade } from "../../view/made.tsx";
import { Menu } from "../../view/menu.tsx";
import type { CourierMade, OnionKeyMade } from "../methods.ts";
import { MakeCourier } from "./make.tsx";
import { MakeOnionKey } from "./onion-key.tsx";
import { PackKey } from "./pack.tsx";

type Place = "menu" | "make" | "pack" | "onion";

/** All that a courier does here: what fetches is another page. */
export function Courier({ host }: HostProps): View {
  const { menu, made: words } = host.strings.courier;
  const [place, goTo] = useState<Place>("menu");
  const [made, setMade] = useState<Partial<CourierMade & OnionKeyMade> | undefined>(undefined);
  const back = () => {
    setMade(undefined);
    goTo("menu");
  };
  if (made)
    return (
      <FilesMade
        host={host}
        heading={words.heading}
        files={[
          { id: "pack-file", label: words.savePack, made: made.pack, next: words.packNext },
          { id: "key", label: words.saveKey, made: made.key, next: words.keyNext },
          { id: "auth", label: words.saveAuth, made: made.auth, next: words.authNext },
          { id: "auth-private", label: words.savePrivate, made: made.authPrivate, next: words.privateNext },
          { id: "card", label: words.saveCard, made: made.card, next: words.cardNext },
        ]}
        words={{ label: words.cardWords, fingerprint: made.fingerprint, next: words.compareCard }}
        onward={{ label: words.onward, go: back }}
      />
    );
  if (place === "make") return <MakeCourier host={host} done={setMade} back={back} />;
  if (place === "pack") return <PackKey host={host} done={setMade} back={back} />;
  if (place === "onion") return <MakeOnionKey host={host} done={setMade} back={back} />;
  return (
    <Menu
      host={host}
      heading={menu.heading}
      ways={[
        { id: "make", label: menu.make, does: menu.makeDoes, go: () => goTo("make") },
        { id: "pack", label: menu.pack, does: menu.packDoes, go: () => goTo("pack") },
        { id: "onion", label: menu.onion, does: menu.onionDoes, go: () => goTo("onion") },
      ]}
    />
  );
}

import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import type { HostProps } from "../../host.ts";
import { type FileMade, FilesMade } from "../../view/made.tsx";
import { Menu } from "../../view/menu.tsx";
import type { CourierMade, OnionKeyMade } from "../works.ts";
import { MakeCourier } from "./make.tsx";
import { MakeOnionKey } from "./onion-key.tsx";
import { PackKey } from "./pack.tsx";

type Place = "menu" | "make" | "pack" | "onion";

type AllMade = Partial<CourierMade & OnionKeyMade>;

/** All that a courier does here: what fetches is another page. */
export function Courier({ host }: HostProps): View {
  const { menu, made: words } = host.strings.courier;
  const [place, goTo] = useState<Place>("menu");
  const [made, setMade] = useState<AllMade | undefined>(undefined);
  const back = () => {
    setMade(undefined);
    goTo("menu");
  };
  if (made)
    return (
      <FilesMade
        host={host}
        heading={words.heading}
        files={filesOf(made, words)}
        {...(made.fingerprint !== undefined && {
          words: { label: words.cardWords, fingerprint: made.fingerprint, next: words.compareCard },
        })}
        onward={{ label: words.onward, go: back }}
      />
    );
  if (place === "make") return <MakeCourier host={host} made={setMade} back={back} />;
  if (place === "pack") return <PackKey host={host} made={(pack) => setMade({ pack })} back={back} />;
  if (place === "onion") return <MakeOnionKey host={host} made={setMade} back={back} />;
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

function filesOf(
  { pack, key, card, auth, authPrivate }: AllMade,
  words: HostProps["host"]["strings"]["courier"]["made"],
): FileMade[] {
  return [
    ...(pack ? [{ id: "pack-file", label: words.savePack, made: pack, next: words.packNext }] : []),
    ...(key ? [{ id: "key", label: words.saveKey, made: key, next: words.keyNext }] : []),
    ...(auth ? [{ id: "auth", label: words.saveAuth, made: auth, next: words.authNext }] : []),
    ...(authPrivate
      ? [{ id: "auth-private", label: words.savePrivate, made: authPrivate, next: words.privateNext }]
      : []),
    ...(card ? [{ id: "card", label: words.saveCard, made: card, next: words.cardNext }] : []),
  ];
}

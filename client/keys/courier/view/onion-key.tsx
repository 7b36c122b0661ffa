import { useState } from "preact/hooks";
import { TextField, type View } from "../../../browser/view/controls.tsx";
import type { HostProps } from "../../host.ts";
import { Step } from "../../view/step.tsx";
import type { OnionKeyMade } from "../works.ts";

export interface MakeOnionKeyProps extends HostProps {
  readonly made: (made: OnionKeyMade) => void;
  readonly back: () => void;
}

/** The key without which Tor shows nobody that the couriers' onion is there. */
export function MakeOnionKey({ host, made, back }: MakeOnionKeyProps): View {
  const { onion: words, where } = host.strings.courier;
  const [addresses, write] = useState("");
  const run = () => void host.attempt(async () => made(await host.ask("courierOnionKey", { addresses })));
  return (
    <Step
      host={host}
      heading={words.heading}
      back={back}
      act={{ label: words.act, ready: addresses.trim() !== "", run }}
    >
      <p>{words.lede}</p>
      <TextField
        id="addresses"
        label={where.addresses}
        hint={words.hint}
        value={addresses}
        most={1000}
        take={write}
      />
    </Step>
  );
}

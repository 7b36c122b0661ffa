import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import type { AskingProps } from "../../host.ts";
import { Ask } from "../../view/step.tsx";
import type { OnionKeyMade } from "../methods.ts";
import { Addresses } from "./addresses.tsx";

/** The key without which Tor shows nobody that the couriers' onion is there. */
export function MakeOnionKey({ host, done, back }: AskingProps<OnionKeyMade>): View {
  const { onion: words, where } = host.strings.courier;
  const [addresses, write] = useState("");
  const run = async () => done(await host.ask("courierOnionKey", { addresses }));
  return (
    <Ask host={host} words={words} ready={addresses.trim() !== ""} run={run} back={back}>
      <Addresses label={where.addresses} hint={words.hint} value={addresses} take={write} />
    </Ask>
  );
}

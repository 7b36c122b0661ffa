import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import type { AskingProps } from "../../host.ts";
import { ForInstance } from "../../view/for-instance.tsx";
import { HandleField } from "../../view/handle-field.tsx";
import { ChoosePassphrase, isAgreed, NO_PASSPHRASE } from "../../view/passphrases.tsx";
import type { CourierMade } from "../methods.ts";
import { Addresses } from "./addresses.tsx";

/** A new courier's key and card; with the server's address also the pack, which a passphrase seals. */
export function MakeCourier({ host, done, back }: AskingProps<CourierMade>): View {
  const { make: words, where } = host.strings.courier;
  const [handle, name] = useState("");
  const [addresses, write] = useState("");
  const [passphrase, type] = useState(NO_PASSPHRASE);
  const isPacked = addresses.trim() !== "";
  const run = async (files: readonly File[]) =>
    done(await host.ask("courierMake", { files, handle, addresses, passphrase: passphrase.typed }));
  return (
    <ForInstance
      host={host}
      words={isPacked ? { ...words, act: words.actPacked } : words}
      ready={handle.trim() !== "" && (!isPacked || isAgreed(passphrase))}
      run={run}
      back={back}
    >
      <HandleField words={words} value={handle} take={name} />
      <Addresses label={where.addresses} hint={words.addressesHint} value={addresses} take={write} />
      {isPacked ? <ChoosePassphrase strings={host.strings} value={passphrase} take={type} /> : null}
    </ForInstance>
  );
}

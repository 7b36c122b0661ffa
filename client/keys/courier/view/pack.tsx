import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.tsx";
import type { View } from "../../../browser/view/controls.tsx";
import type { AskingProps } from "../../host.ts";
import type { Made } from "../../vault/methods.ts";
import { ForInstance } from "../../view/for-instance.tsx";
import { ChoosePassphrase, isAgreed, NO_PASSPHRASE } from "../../view/passphrases.tsx";
import { Addresses } from "./addresses.tsx";

/** The pack of a key that was made before its server had an address. */
export function PackKey({ host, done, back }: AskingProps<{ readonly pack: Made }>): View {
  const { pack: words, where } = host.strings.courier;
  const [keys, chooseKey] = useState<readonly File[]>([]);
  const [addresses, write] = useState("");
  const [passphrase, type] = useState(NO_PASSPHRASE);
  const [key] = keys;
  const run = async (files: readonly File[]) => {
    if (!key) return;
    const asked = { files, key, addresses, passphrase: passphrase.typed };
    done({ pack: await host.ask("courierPack", asked) });
  };
  const ready = key !== undefined && addresses.trim() !== "" && isAgreed(passphrase);
  return (
    <ForInstance host={host} words={words} ready={ready} run={run} back={back}>
      <Chosen id="key" label={words.chooseKey} chosen={keys} take={chooseKey} />
      <Addresses label={where.addresses} hint={where.hint} value={addresses} take={write} />
      <ChoosePassphrase strings={host.strings} value={passphrase} take={type} />
    </ForInstance>
  );
}

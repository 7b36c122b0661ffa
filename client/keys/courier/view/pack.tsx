import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.tsx";
import { TextField, type View } from "../../../browser/view/controls.tsx";
import type { HostProps } from "../../host.ts";
import type { Made } from "../../vault/works.ts";
import { ChooseInstance } from "../../view/choose-instance.tsx";
import { ChoosePassphrase, isAgreed, NO_PASSPHRASE } from "../../view/passphrases.tsx";
import { Step } from "../../view/step.tsx";

export interface PackKeyProps extends HostProps {
  readonly made: (pack: Made) => void;
  readonly back: () => void;
}

/** The pack of a key that was made before its server had an address. */
export function PackKey({ host, made, back }: PackKeyProps): View {
  const { pack: words, where } = host.strings.courier;
  const [files, choose] = useState<readonly File[] | undefined>(undefined);
  const [key, chooseKey] = useState<File | undefined>(undefined);
  const [addresses, write] = useState("");
  const [passphrase, type] = useState(NO_PASSPHRASE);
  const run = () =>
    void host.attempt(async () => {
      if (!files || !key) return;
      made(await host.ask("courierPack", { files, key, addresses, passphrase: passphrase.typed }));
    });
  const ready = key !== undefined && addresses.trim() !== "" && isAgreed(passphrase);
  return (
    <Step
      host={host}
      heading={words.heading}
      back={back}
      {...(files && { act: { label: words.act, ready, run } })}
    >
      <p>{words.lede}</p>
      <ChooseInstance host={host} take={choose} />
      {files ? (
        <>
          <Chosen
            id="key"
            label={words.chooseKey}
            chosen={key ? [key] : []}
            take={([chosen]) => chooseKey(chosen)}
          />
          <TextField
            id="addresses"
            label={where.addresses}
            hint={where.hint}
            value={addresses}
            most={1000}
            take={write}
          />
          <ChoosePassphrase strings={host.strings} value={passphrase} take={type} />
        </>
      ) : null}
    </Step>
  );
}

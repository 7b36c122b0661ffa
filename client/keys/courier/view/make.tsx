import { useState } from "preact/hooks";
import { TextField, type View } from "../../../browser/view/controls.tsx";
import type { HostProps } from "../../host.ts";
import { ChooseInstance } from "../../view/choose-instance.tsx";
import { HandleField } from "../../view/handle-field.tsx";
import { ChoosePassphrase, isAgreed, NO_PASSPHRASE } from "../../view/passphrases.tsx";
import { Step } from "../../view/step.tsx";
import type { CourierMade } from "../works.ts";

export interface MakeCourierProps extends HostProps {
  readonly made: (made: CourierMade) => void;
  readonly back: () => void;
}

/** A new courier's key and card; with the server's address also the pack, which a passphrase seals. */
export function MakeCourier({ host, made, back }: MakeCourierProps): View {
  const { make: words, where } = host.strings.courier;
  const [files, choose] = useState<readonly File[] | undefined>(undefined);
  const [handle, name] = useState("");
  const [addresses, write] = useState("");
  const [passphrase, type] = useState(NO_PASSPHRASE);
  const isPacked = addresses.trim() !== "";
  const run = () =>
    void host.attempt(async () => {
      if (!files) return;
      const asked = { files, handle, addresses, passphrase: passphrase.typed };
      made(await host.ask("courierMake", asked));
    });
  const ready = handle.trim() !== "" && (!isPacked || isAgreed(passphrase));
  return (
    <Step
      host={host}
      heading={words.heading}
      back={back}
      {...(files && { act: { label: isPacked ? words.actPacked : words.act, ready, run } })}
    >
      <p>{words.lede}</p>
      <ChooseInstance host={host} take={choose} />
      {files ? (
        <>
          <HandleField words={words} value={handle} take={name} />
          <TextField
            id="addresses"
            label={where.addresses}
            hint={words.addressesHint}
            value={addresses}
            most={1000}
            take={write}
          />
          {isPacked ? <ChoosePassphrase strings={host.strings} value={passphrase} take={type} /> : null}
        </>
      ) : null}
    </Step>
  );
}

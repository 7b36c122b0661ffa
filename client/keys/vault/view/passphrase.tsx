import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import { ChoosePassphrase, isAgreed, NO_PASSPHRASE } from "../../view/passphrases.tsx";
import { Step } from "../../view/step.tsx";
import type { WithinProps } from "./within.ts";

/** Another passphrase for the vault. */
export function ChangePassphrase({ host, done, home }: Omit<WithinProps, "about">): View {
  const { passphrase: words } = host.strings.vault;
  const [chosen, type] = useState(NO_PASSPHRASE);
  const run = () =>
    void host.attempt(async () =>
      done({ vault: await host.ask("vaultPassphrase", { passphrase: chosen.typed }) }),
    );
  return (
    <Step
      host={host}
      heading={words.heading}
      act={{ label: words.act, ready: isAgreed(chosen), run }}
      back={home}
    >
      <p>{words.lede}</p>
      <ChoosePassphrase strings={host.strings} value={chosen} take={type} />
    </Step>
  );
}

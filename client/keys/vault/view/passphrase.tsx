import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import type { AskingProps } from "../../host.ts";
import { ChoosePassphrase, isAgreed, NO_PASSPHRASE } from "../../view/passphrases.tsx";
import { Ask } from "../../view/step.tsx";
import type { Outcome } from "./within.ts";

/** Another passphrase for the vault. */
export function ChangePassphrase({ host, done, back }: AskingProps<Outcome>): View {
  const { passphrase: words } = host.strings.vault;
  const [chosen, type] = useState(NO_PASSPHRASE);
  const run = async () => done({ vault: await host.ask("vaultPassphrase", { passphrase: chosen.typed }) });
  return (
    <Ask host={host} words={words} ready={isAgreed(chosen)} run={run} back={back}>
      <ChoosePassphrase strings={host.strings} value={chosen} take={type} />
    </Ask>
  );
}

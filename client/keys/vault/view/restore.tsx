import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.tsx";
import type { View } from "../../../browser/view/controls.tsx";
import type { VaultKind } from "../../../vault/vault.ts";
import type { HostProps } from "../../host.ts";
import { TroubleError } from "../../trouble.ts";
import { FilesMade } from "../../view/made.tsx";
import { ChoosePassphrase, isAgreed, NO_PASSPHRASE } from "../../view/passphrases.tsx";
import { Step } from "../../view/step.tsx";
import type { Made, VaultAbout } from "../works.ts";

export interface RestoreProps extends HostProps {
  readonly kind: VaultKind;
  readonly restored: (about: VaultAbout) => void;
  readonly back: () => void;
}

/** Shares of a backup, and a passphrase for the vault that they make. */
export function Restore({ host, kind, restored, back }: RestoreProps): View {
  const { restore: words } = host.strings.vault;
  const [shares, choose] = useState<readonly File[]>([]);
  const [chosen, type] = useState(NO_PASSPHRASE);
  const [made, setMade] = useState<{ readonly vault: Made; readonly about: VaultAbout } | undefined>(
    undefined,
  );
  const run = () =>
    void host.attempt(async () => {
      const result = await host.ask("vaultRestore", { shares, passphrase: chosen.typed });
      if (result.about.kind === kind) return setMade(result);
      await host.ask("vaultClose", null);
      throw new TroubleError(result.about.kind === "steward" ? "vault-of-steward" : "vault-of-reviewer");
    });
  if (made)
    return (
      <FilesMade
        host={host}
        heading={words.heading}
        files={[{ id: "vault", label: words.save, made: made.vault, next: words.next }]}
        onward={{ label: words.goOn, go: () => restored(made.about) }}
      />
    );
  return (
    <Step
      host={host}
      heading={words.heading}
      act={{ label: words.act, ready: shares.length > 0 && isAgreed(chosen), run }}
      back={back}
    >
      <p>{kind === "reviewer" ? host.strings.together(words.lede, words.noPeriods) : words.lede}</p>
      <Chosen id="shares" label={words.choose} many chosen={shares} hint={words.hint} take={choose} />
      <ChoosePassphrase strings={host.strings} value={chosen} take={type} />
    </Step>
  );
}

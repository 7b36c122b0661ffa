import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.tsx";
import { TextField, type View } from "../../../browser/view/controls.tsx";
import type { VaultKind } from "../../../vault/vault.ts";
import type { HostProps } from "../../host.ts";
import { TroubleError } from "../../trouble.ts";
import { Step } from "../../view/step.tsx";
import type { VaultAbout } from "../works.ts";

export interface UnlockProps extends HostProps {
  readonly kind: VaultKind;
  readonly opened: (about: VaultAbout) => void;
  readonly back: () => void;
}

/** A vault of one kind and its passphrase. */
export function Unlock({ host, kind, opened, back }: UnlockProps): View {
  const { unlock: words } = host.strings.vault;
  const [file, choose] = useState<File | undefined>(undefined);
  const [passphrase, type] = useState("");
  const run = () =>
    void host.attempt(async () => {
      if (!file) return;
      const about = await host.ask("vaultOpen", { file, passphrase });
      if (about.kind === kind) return opened(about);
      await host.ask("vaultClose", null);
      throw new TroubleError(about.kind === "steward" ? "vault-of-steward" : "vault-of-reviewer", {
        file: file.name,
      });
    });
  return (
    <Step
      host={host}
      heading={words.heading}
      act={{ label: words.act, ready: file !== undefined && passphrase !== "", run }}
      back={back}
    >
      <Chosen
        id="vault"
        label={words.choose}
        chosen={file ? [file] : []}
        take={([chosen]) => choose(chosen)}
      />
      <TextField type="password" id="passphrase" label={words.passphrase} value={passphrase} take={type} />
    </Step>
  );
}

import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.tsx";
import type { View } from "../../../browser/view/controls.tsx";
import { FilesMade } from "../../view/made.tsx";
import { ChoosePassphrase, isAgreed, NO_PASSPHRASE } from "../../view/passphrases.tsx";
import { Ask } from "../../view/step.tsx";
import type { Made, VaultAbout } from "../methods.ts";
import { type KindProps, keepIf } from "./unlock.tsx";

/** Shares of a backup, and a passphrase for the vault that they make. */
export function Restore({ host, kind, done, back }: KindProps): View {
  const { restore: words } = host.strings.vault;
  const [shares, choose] = useState<readonly File[]>([]);
  const [chosen, type] = useState(NO_PASSPHRASE);
  const [made, setMade] = useState<{ readonly vault: Made; readonly about: VaultAbout } | undefined>(
    undefined,
  );
  const run = async () => {
    const result = await host.ask("vaultRestore", { shares, passphrase: chosen.typed });
    await keepIf(kind, result.about, host);
    setMade(result);
  };
  if (made)
    return (
      <FilesMade
        host={host}
        heading={words.heading}
        files={[{ id: "vault", label: words.save, made: made.vault, next: words.next }]}
        onward={{ label: words.goOn, go: () => done(made.about) }}
      />
    );
  return (
    <Ask
      host={host}
      words={
        kind === "reviewer" ? { ...words, lede: host.strings.together(words.lede, words.noPeriods) } : words
      }
      ready={shares.length > 0 && isAgreed(chosen)}
      run={run}
      back={back}
    >
      <Chosen id="shares" label={words.choose} many chosen={shares} hint={words.hint} take={choose} />
      <ChoosePassphrase strings={host.strings} value={chosen} take={type} />
    </Ask>
  );
}

import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.tsx";
import { TextField, Tick, type View } from "../../../browser/view/controls.tsx";
import { EMPTY_FILE } from "../../../ceremony/ceremony-file.ts";
import { Step } from "../../view/step.tsx";
import type { DeskProps } from "./new-key.tsx";

/** A steward comes back: the vault, and the ceremony file that remembers what was signed. */
export function OpenKey({ host, done, back }: DeskProps): View {
  const { open: words } = host.strings.steward;
  const { unlock } = host.strings.vault;
  const [vault, setVault] = useState<File | undefined>(undefined);
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [isFirst, setFirst] = useState(false);
  const [passphrase, type] = useState("");
  const run = () =>
    void host.attempt(async () => {
      if (!vault) return;
      await host.ask("vaultOpen", { file: vault, passphrase });
      done(await host.ask("stewardTake", { file: EMPTY_FILE, chosen, as: isFirst ? "all" : "own" }));
    });
  const ready = vault !== undefined && passphrase !== "" && (isFirst || chosen.length > 0);
  return (
    <Step host={host} heading={words.heading} act={{ label: words.act, ready, run }} back={back}>
      <Chosen
        id="vault"
        label={unlock.choose}
        chosen={vault ? [vault] : []}
        take={([file]) => setVault(file)}
      />
      <TextField type="password" id="passphrase" label={unlock.passphrase} value={passphrase} take={type} />
      <Chosen id="own" label={words.file} hint={words.fileHint} many chosen={chosen} take={setChosen} />
      <Tick id="never" label={words.never} ticked={isFirst} tick={setFirst} />
      <p class="hint">{words.neverHint}</p>
    </Step>
  );
}

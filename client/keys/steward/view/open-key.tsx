import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.tsx";
import { TextField, Tick, type View } from "../../../browser/view/controls.tsx";
import { EMPTY_FILE } from "../../../ceremony/ceremony-file.ts";
import type { AskingProps } from "../../host.ts";
import { Ask } from "../../view/step.tsx";
import type { CeremonyState } from "../methods.ts";

/** A steward comes back: the vault, and the ceremony file that remembers what was signed. */
export function OpenKey({ host, done, back }: AskingProps<CeremonyState>): View {
  const { open: words } = host.strings.steward;
  const { unlock } = host.strings.vault;
  const [vaults, setVault] = useState<readonly File[]>([]);
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [isFirst, setFirst] = useState(false);
  const [passphrase, type] = useState("");
  const [vault] = vaults;
  const run = async () => {
    if (!vault) return;
    await host.ask("vaultOpen", { file: vault, passphrase });
    done(await host.ask("stewardTake", { file: EMPTY_FILE, chosen, as: isFirst ? "all" : "own" }));
  };
  const ready = vault !== undefined && passphrase !== "" && (isFirst || chosen.length > 0);
  return (
    <Ask host={host} words={words} ready={ready} run={run} back={back}>
      <Chosen id="vault" label={unlock.choose} chosen={vaults} take={setVault} />
      <TextField type="password" id="passphrase" label={unlock.passphrase} value={passphrase} take={type} />
      <Chosen id="own" label={words.file} hint={words.fileHint} many chosen={chosen} take={setChosen} />
      <Tick id="never" label={words.never} ticked={isFirst} tick={setFirst} />
      <p class="hint">{words.neverHint}</p>
    </Ask>
  );
}

import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.tsx";
import { TextField, type View } from "../../../browser/view/controls.tsx";
import type { VaultKind } from "../../../vault/vault.ts";
import type { AskingProps, Host } from "../../host.ts";
import { PageError } from "../../page-error.ts";
import { Ask } from "../../view/step.tsx";
import type { VaultAbout } from "../methods.ts";

export interface KindProps extends AskingProps<VaultAbout> {
  readonly kind: VaultKind;
}

/** A vault of one kind and its passphrase. */
export function Unlock({ host, kind, done, back }: KindProps): View {
  const { unlock: words } = host.strings.vault;
  const [files, choose] = useState<readonly File[]>([]);
  const [passphrase, type] = useState("");
  const [file] = files;
  const run = async () => {
    if (!file) return;
    const about = await host.ask("vaultOpen", { file, passphrase });
    await keepIf(kind, about, host, { file: file.name });
    done(about);
  };
  return (
    <Ask host={host} words={words} ready={file !== undefined && passphrase !== ""} run={run} back={back}>
      <Chosen id="vault" label={words.choose} chosen={files} take={choose} />
      <TextField type="password" id="passphrase" label={words.passphrase} value={passphrase} take={type} />
    </Ask>
  );
}

/** Closes a vault of the other kind again. @throws PageError vault-of-steward, vault-of-reviewer */
export async function keepIf(
  kind: VaultKind,
  about: VaultAbout,
  host: Host,
  ofWhat?: { readonly file: string },
): Promise<void> {
  if (about.kind === kind) return;
  await host.ask("vaultClose", null);
  throw new PageError(`vault-of-${about.kind}`, ofWhat);
}

import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import type { AskingProps, HostProps } from "../../host.ts";
import type { Made } from "../../vault/methods.ts";
import { HandleField } from "../../view/handle-field.tsx";
import { ChoosePassphrase, isAgreed, NO_PASSPHRASE } from "../../view/passphrases.tsx";
import { Saving } from "../../view/saving.tsx";
import { Ask, Step } from "../../view/step.tsx";
import { Words } from "../../view/words.tsx";
import type { CeremonyState } from "../methods.ts";

/** A new steward's key: the vault is saved, and its card's words are read to the others. */
export function NewKey({ host, done, back }: AskingProps<CeremonyState>): View {
  const { key: words } = host.strings.steward;
  const [handle, setHandle] = useState("");
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const [made, setMade] = useState<{ readonly vault: Made; readonly ceremony: CeremonyState } | undefined>(
    undefined,
  );
  if (made) return <KeyMade host={host} {...made} go={() => done(made.ceremony)} />;
  const run = async () => setMade(await host.ask("stewardNew", { handle, passphrase: passphrase.typed }));
  const ready = handle.trim() !== "" && isAgreed(passphrase);
  return (
    <Ask host={host} words={words} ready={ready} run={run} back={back}>
      <HandleField words={words} value={handle} take={setHandle} />
      <ChoosePassphrase strings={host.strings} value={passphrase} take={setPassphrase} />
    </Ask>
  );
}

interface KeyMadeProps extends HostProps {
  readonly vault: Made;
  readonly ceremony: CeremonyState;
  readonly go: () => void;
}

function KeyMade({ host, vault, ceremony, go }: KeyMadeProps): View {
  const { made: words } = host.strings.steward;
  const fingerprint = ceremony.standing.stewards.find(({ isOwn }) => isOwn)?.fingerprint ?? "";
  return (
    <Step key="made" host={host} heading={words.heading} act={{ label: words.go, ready: true, run: go }}>
      <Saving host={host} id="vault" label={words.vault} made={vault} next={words.vaultNext} />
      <Words fingerprint={fingerprint} label={words.words} />
    </Step>
  );
}

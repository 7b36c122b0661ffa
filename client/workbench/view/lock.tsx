import { useState } from "preact/hooks";
import { Chosen } from "../../browser/view/chosen.tsx";
import { Button, TextField } from "../../browser/view/controls.tsx";
import type { AppProps, View } from "./view.ts";

/** The vault and its passphrase. */
export function Lock({ app }: AppProps): View {
  const { lock: words, errors } = app.strings;
  const [vault, setVault] = useState<File | undefined>(undefined);
  const [passphrase, setPassphrase] = useState("");
  const busy = app.lock?.state === "unlocking";
  const code = app.lock?.error;
  const unlock = () => {
    if (vault && passphrase !== "" && !busy) void app.unlock(vault, passphrase);
  };
  return (
    <main class="first">
      <section class="panel">
        <h1>{words.heading}</h1>
        <p>{words.lede}</p>
        <p class="hint">{words.offline}</p>
        <Chosen
          id="vault"
          label={words.chooseVault}
          chosen={vault ? [vault] : []}
          take={([file]) => setVault(file)}
        />
        <TextField
          type="password"
          id="passphrase"
          label={words.passphrase}
          hint={words.duration}
          value={passphrase}
          take={setPassphrase}
          enter={unlock}
        />
        <div class="actions">
          <Button
            kind="primary"
            disabled={busy || !vault || passphrase === ""}
            label={words.unlock}
            act={unlock}
          />
        </div>
        <div role="status">
          {busy ? [<progress aria-label={words.unlocking} />, <p>{words.unlocking}</p>] : null}
          {code ? <p class="error">{errors[code]}</p> : null}
        </div>
      </section>
    </main>
  );
}

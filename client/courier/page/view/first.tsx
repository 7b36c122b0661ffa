import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.tsx";
import { Compare } from "../../../browser/view/compare.tsx";
import { Passphrase } from "../../../browser/view/passphrase.tsx";
import type { View } from "../../../browser/view/view.ts";
import type { App } from "../app.ts";

/** A pack and its passphrase; and how to know that this is the right file. */
export function First({ app }: { readonly app: App }): View {
  const { first: words } = app.strings;
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState("");
  const open = () => {
    if (!file || passphrase === "") return;
    setPassphrase("");
    void app.unlock(file, passphrase);
  };
  return (
    <div class="found">
      <h1>{words.heading}</h1>
      <p>{words.lede}</p>
      <form
        onSubmit={(event: Event) => {
          event.preventDefault();
          open();
        }}
      >
        <Chosen
          id="pack"
          label={words.pack}
          chosen={file ? [file] : []}
          take={([chosen]) => setFile(chosen)}
        />
        <Passphrase id="passphrase" label={words.passphrase} value={passphrase} take={setPassphrase} />
        <p class="hint">{words.slow}</p>
        <div class="actions">
          <button
            type="submit"
            class="primary"
            id="open"
            disabled={!file || passphrase === "" || app.busy !== undefined}
          >
            {words.open}
          </button>
        </div>
      </form>
      <Compare words={words.compare} />
      <details id="lost">
        <summary>{words.lost.summary}</summary>
        <p>{words.lost.what}</p>
      </details>
    </div>
  );
}

import { Component } from "preact";
import { Chosen } from "../../../browser/view/chosen.tsx";
import { Compare } from "../../../browser/view/compare.tsx";
import { TextField } from "../../../browser/view/text-field.tsx";
import type { View } from "../../../browser/view/view.ts";
import type { App } from "../app.ts";

interface FirstProps {
  readonly app: App;
}

interface Given {
  readonly file: File | undefined;
  readonly passphrase: string;
}

/**
 * A pack and its passphrase; and how to know that this is the right file. It holds its state without hooks, which would
 * be a kilobyte of this page.
 */
export class First extends Component<FirstProps, Given> {
  override state: Given = { file: undefined, passphrase: "" };

  override render({ app }: FirstProps, { file, passphrase }: Given): View {
    const { first: words } = app.strings;
    return (
      <div class="found">
        <h1>{words.heading}</h1>
        <p>{words.lede}</p>
        <form
          onSubmit={(event: Event) => {
            event.preventDefault();
            this.#open();
          }}
        >
          <Chosen
            id="pack"
            label={words.pack}
            chosen={file ? [file] : []}
            take={([chosen]) => this.setState({ file: chosen })}
          />
          <TextField
            type="password"
            id="passphrase"
            label={words.passphrase}
            value={passphrase}
            take={(typed) => this.setState({ passphrase: typed })}
          />
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

  #open(): void {
    const { file, passphrase } = this.state;
    if (!file || passphrase === "") return;
    this.setState({ passphrase: "" });
    void this.props.app.unlock(file, passphrase);
  }
}

import { h } from "preact";
import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.ts";
import { Compare } from "../../../browser/view/compare.ts";
import { Passphrase } from "../../../browser/view/passphrase.ts";
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
  return h(
    "div",
    { class: "found" },
    h("h1", {}, words.heading),
    h("p", {}, words.lede),
    h(
      "form",
      {
        onSubmit: (event: Event) => {
          event.preventDefault();
          open();
        },
      },
      h(Chosen, {
        id: "pack",
        label: words.pack,
        chosen: file ? [file] : [],
        take: ([chosen]) => setFile(chosen),
      }),
      h(Passphrase, {
        id: "passphrase",
        label: words.passphrase,
        value: passphrase,
        take: setPassphrase,
      }),
      h("p", { class: "hint" }, words.slow),
      h(
        "div",
        { class: "actions" },
        h(
          "button",
          {
            type: "submit",
            class: "primary",
            id: "open",
            disabled: !file || passphrase === "" || app.busy !== undefined,
          },
          words.open,
        ),
      ),
    ),
    h(Compare, { words: words.compare }),
    h("details", { id: "lost" }, h("summary", {}, words.lost.summary), h("p", {}, words.lost.what)),
  );
}

import { h } from "preact";
import { useState } from "preact/hooks";
import { FORGETFUL } from "../../../browser/view/fields.ts";
import { FilePicker } from "../../../browser/view/file-picker.ts";
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
      h(
        "div",
        { class: "field" },
        h(FilePicker, { id: "pack", label: words.pack, take: ([chosen]) => setFile(chosen) }),
        h("span", { class: "chosen" }, file?.name ?? ""),
      ),
      h(
        "div",
        { class: "field" },
        h("label", { for: "passphrase" }, words.passphrase),
        h("input", {
          ...FORGETFUL,
          id: "passphrase",
          type: "password",
          value: passphrase,
          onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
            setPassphrase(currentTarget.value),
        }),
      ),
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
    h(
      "details",
      { id: "compare" },
      h("summary", {}, words.compare.summary),
      h("p", {}, words.compare.why),
      h(
        "dl",
        {},
        words.compare.commands.flatMap(([system, command]) => [
          h("dt", { key: system }, system),
          h("dd", { key: command }, h("code", {}, command)),
        ]),
      ),
      h("p", {}, words.compare.where),
    ),
    h("details", { id: "lost" }, h("summary", {}, words.lost.summary), h("p", {}, words.lost.what)),
  );
}

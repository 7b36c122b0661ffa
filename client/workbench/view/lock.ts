import { h } from "preact";
import { useState } from "preact/hooks";
import { FORGETFUL } from "../../browser/view/fields.ts";
import { FilePicker } from "../../browser/view/file-picker.ts";
import type { AppProps, View } from "./view.ts";

/** The vault and its passphrase. */
export function Lock({ app }: AppProps): View {
  const { lock: words, troubles } = app.strings;
  const [vault, setVault] = useState<File | undefined>(undefined);
  const [passphrase, setPassphrase] = useState("");
  const busy = app.lock?.state === "unlocking";
  const trouble = app.lock?.trouble;
  const unlock = () => {
    if (vault && passphrase !== "" && !busy) void app.unlock(vault, passphrase);
  };
  return h(
    "main",
    { class: "first" },
    h(
      "section",
      { class: "panel" },
      h("h1", {}, words.heading),
      h("p", {}, words.lede),
      h("p", { class: "hint" }, words.offline),
      h(
        "div",
        { class: "field" },
        h(FilePicker, { id: "vault", label: words.chooseVault, take: ([file]) => setVault(file) }),
        h("span", { class: "chosen" }, vault?.name ?? ""),
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
          "aria-describedby": "duration",
          onInput: ({ currentTarget }) => setPassphrase(currentTarget.value),
          onKeyDown: ({ key }) => {
            if (key === "Enter") unlock();
          },
        }),
        h("p", { class: "hint", id: "duration" }, words.duration),
      ),
      h(
        "div",
        { class: "actions" },
        h(
          "button",
          {
            type: "button",
            class: "primary",
            disabled: busy || !vault || passphrase === "",
            onClick: unlock,
          },
          words.unlock,
        ),
      ),
      h(
        "div",
        { role: "status" },
        busy ? [h("progress", { "aria-label": words.unlocking }), h("p", {}, words.unlocking)] : null,
        trouble ? h("p", { class: "trouble" }, troubles[trouble]) : null,
      ),
    ),
  );
}

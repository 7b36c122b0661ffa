import { h } from "preact";
import { useState } from "preact/hooks";
import { Chosen } from "../../browser/view/chosen.ts";
import { Passphrase } from "../../browser/view/passphrase.ts";
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
      h(Chosen, {
        id: "vault",
        label: words.chooseVault,
        chosen: vault ? [vault] : [],
        take: ([file]) => setVault(file),
      }),
      h(Passphrase, {
        id: "passphrase",
        label: words.passphrase,
        hint: words.duration,
        value: passphrase,
        take: setPassphrase,
        enter: unlock,
      }),
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

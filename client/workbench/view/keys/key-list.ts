import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { KEYS_OF } from "../../keys/keys.ts";
import { KEY_LINES } from "../../strings/looking/strings.ts";
import type { AppProps, View } from "../view.ts";

/** What the keys do. The browser keeps the focus in it, closes it with Escape, and gives the focus back. */
export function KeyList({ app }: AppProps): View {
  const words = app.strings.looking.keys;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return h(
    "dialog",
    {
      ref: dialog,
      id: "keys",
      class: "keys",
      "aria-labelledby": "keys-heading",
      onClose: () => app.showKeys(false),
    },
    h("h2", { id: "keys-heading" }, words.heading),
    h("p", { class: "hint" }, words.hint),
    h(
      "table",
      { "aria-labelledby": "keys-heading" },
      h(
        "thead",
        {},
        h("tr", {}, h("th", { scope: "col" }, words.key), h("th", { scope: "col" }, words.does)),
      ),
      h(
        "tbody",
        {},
        KEY_LINES.map((line) =>
          h(
            "tr",
            { key: line },
            h(
              "th",
              { scope: "row" },
              KEYS_OF[line].map((key, i) => [i > 0 ? " " : "", key === "…" ? key : h("kbd", {}, key)]),
            ),
            h("td", {}, words.lines[line]),
          ),
        ),
      ),
    ),
    h("button", { type: "button", class: "primary", onClick: () => dialog.current?.close() }, words.close),
  );
}

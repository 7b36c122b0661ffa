import { h } from "preact";
import type { View } from "../../../browser/view/view.ts";
import { amountOf } from "../amounts.ts";
import type { App } from "../app.ts";

/** What is being done and how far it is, or what went wrong. */
export function Doing({ app }: { readonly app: App }): View {
  const { busy, trouble, strings } = app;
  return h(
    "div",
    { class: "found" },
    h("div", { role: "status" }, busy ? h("p", {}, strings.busy[busy.what]) : null),
    busy
      ? h("progress", {
          "aria-label": strings.busy[busy.what],
          ...(busy.done !== undefined && { value: busy.done }),
        })
      : null,
    busy?.bytes
      ? h("p", { class: "hint" }, strings.ofBytes(amountOf(busy.bytes.done), amountOf(busy.bytes.all)))
      : null,
    busy && busy.what !== "opening"
      ? h(
          "div",
          { class: "actions" },
          h(
            "button",
            { type: "button", class: "quiet", id: "stop", onClick: () => app.stop() },
            strings.stop,
          ),
        )
      : null,
    h("div", { role: "alert" }, trouble ? h("p", { class: "trouble" }, strings.troubles[trouble]) : null),
  );
}

import { h } from "preact";
import type { View } from "../../browser/view/view.ts";
import type { HostProps } from "../host.ts";
import { sentenceOf } from "./sentence.ts";

/** What is being done and how long it still takes, or what went wrong. */
export function Doing({ host }: HostProps): View {
  const { busy, told, strings } = host;
  const { doing: words } = strings;
  return h(
    "div",
    { class: "doing" },
    h("div", { role: "status" }, busy ? h("p", {}, words.working) : null),
    busy
      ? h("progress", { "aria-label": words.working, ...(busy.done !== undefined && { value: busy.done }) })
      : null,
    busy?.left === undefined ? null : h("p", { class: "hint" }, words.left(busy.left)),
    busy && host.slow ? h("p", { class: "hint" }, words.slow) : null,
    h("div", { role: "alert" }, told ? h("p", { class: "trouble" }, sentenceOf(told, strings)) : null),
  );
}

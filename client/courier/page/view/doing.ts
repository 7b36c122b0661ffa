import { element } from "../../../browser/dom.ts";
import { amountOf } from "../amounts.ts";
import type { App } from "../app.ts";
import { filling, type Part } from "./part.ts";
import { actions, column, namedButton, note } from "./pieces.ts";

/** What is being done and how far it is, or what went wrong. */
export function doing(app: App): Part {
  const status = element("div", { role: "status" });
  const bar = element("progress");
  const amount = note("", "hint");
  const stop = namedButton("stop", "quiet", "", () => app.stop());
  const stopping = actions(stop);
  const alert = element("div", { role: "alert" });
  const showStatus = filling(
    status,
    () => [app.strings, app.busy?.what],
    () => (app.busy ? element("p", {}, app.strings.busy[app.busy.what]) : undefined),
  );
  const showError = filling(
    alert,
    () => [app.strings, app.error, app.attempts],
    () => (app.error ? element("p", { class: "error" }, app.strings.errors[app.error]) : undefined),
  );
  function show(): void {
    const { busy, strings } = app;
    showStatus();
    showError();
    bar.hidden = !busy;
    bar.ariaLabel = busy ? strings.busy[busy.what] : "";
    if (busy?.done === undefined) bar.removeAttribute("value");
    else bar.value = busy.done;
    amount.hidden = !busy?.bytes;
    amount.textContent = busy?.bytes
      ? strings.ofBytes(amountOf(busy.bytes.done), amountOf(busy.bytes.all))
      : "";
    stop.textContent = strings.stop;
    stopping.hidden = !busy || busy.what === "opening";
  }
  return { element: column([status, bar, amount, stopping, alert]), show };
}

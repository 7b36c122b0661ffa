import { h } from "preact";
import { SLOTS_OF_A_BAG } from "../../../../protocol/letters.ts";
import { FilePicker } from "../../../browser/view/file-picker.ts";
import type { AppProps, View } from "../view.ts";

/** The next mailbag: what goes, and the way to make it and to make sure of it. */
export function Mailbag({ app }: AppProps): View {
  const { letters, strings } = app;
  const { letters: words } = strings;
  const { bag, plan } = letters;
  return h(
    "section",
    { class: "mailbag", "aria-labelledby": "mailbag" },
    h("h2", { id: "mailbag" }, words.bag),
    h("p", { class: "hint" }, words.bagWhy),
    h("p", {}, words.plan(plan.letters.length, plan.renewals.length, plan.waiting)),
    plan.unreached > 0 ? h("p", { class: "warning" }, words.unreached(plan.unreached)) : null,
    h(
      "button",
      {
        type: "button",
        class: "primary",
        id: "make-mailbag",
        disabled: bag?.state === "sealing",
        onClick: () => void letters.makeBag(),
      },
      words.make,
    ),
    h("div", { role: "status" }, h(State, { app })),
  );
}

function State({ app }: AppProps): View | null {
  const { letters, strings } = app;
  const { letters: words } = strings;
  const { bag } = letters;
  if (bag?.state === "sealing") {
    const said = words.sealing(bag.slots, SLOTS_OF_A_BAG);
    return h(
      "div",
      {},
      h("progress", { max: SLOTS_OF_A_BAG, value: bag.slots, "aria-label": words.make }),
      h("p", { class: "hint" }, said),
    );
  }
  if (bag?.state === "saved") return h("p", {}, words.saved(bag.name));
  if (bag?.state !== "handed") return null;
  return h(
    "div",
    { class: "check" },
    h("p", {}, words.handed(bag.name, bag.letters, bag.renewals)),
    h(
      "div",
      { class: "actions" },
      h(FilePicker, {
        id: "check-mailbag",
        label: words.check,
        take: ([file]) => void (file && letters.confirmBag(file)),
      }),
      h(
        "button",
        { type: "button", class: "plain", id: "sure-mailbag", onClick: () => void letters.confirmBag(null) },
        words.sure,
      ),
    ),
  );
}

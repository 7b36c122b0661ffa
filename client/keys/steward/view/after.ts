import { h } from "preact";
import type { View } from "../../../browser/view/view.ts";
import { Saving } from "../../view/saving.ts";
import { Due, type DueProps } from "./due.ts";
import type { SeatProps } from "./seat.ts";
import { DraftLine } from "./sign.ts";

/** Signed by oneself, not yet by enough: the file goes on. */
export function Collect(seat: DueProps): View {
  return h(Due, { seat }, h(DraftLine, seat));
}

export function Assemble(seat: DueProps): View {
  const { host, work } = seat;
  const run = () => work((file) => host.ask("stewardAssemble", { file }));
  return h(
    Due,
    { seat, act: { label: host.strings.steward.assemble, ready: true, run } },
    h(DraftLine, seat),
  );
}

export function Publish(seat: DueProps): View {
  return h(Due, { seat }, h(ForOperator, seat));
}

/** What goes to the operator: it names nobody. */
export function ForOperator({ host, desk }: SeatProps): View {
  const { table: words } = host.strings.steward;
  return h(
    "div",
    { class: "fields" },
    h("h2", {}, words.forOperator),
    desk.made.forOperator.map((made) =>
      h(Saving, {
        ...{ key: `${made.name} ${made.bytes.length}`, host, id: made.name.replace(".", "-") },
        ...{ label: words.file(made.name), made, next: words.forOperatorNext },
      }),
    ),
  );
}

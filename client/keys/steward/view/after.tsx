import type { View } from "../../../browser/view/controls.tsx";
import { Saving } from "../../view/saving.tsx";
import { Due, type DueProps } from "./due.tsx";
import type { SeatProps } from "./seat.ts";
import { DraftLine } from "./sign.tsx";

/** Signed by oneself, not yet by enough: the file goes on. */
export function Collect(seat: DueProps): View {
  return (
    <Due seat={seat}>
      <DraftLine {...seat} />
    </Due>
  );
}

export function Assemble(seat: DueProps): View {
  const { host, work } = seat;
  const run = () => work((file) => host.ask("stewardAssemble", { file }));
  return (
    <Due seat={seat} act={{ label: host.strings.steward.assemble, ready: true, run }}>
      <DraftLine {...seat} />
    </Due>
  );
}

export function Publish(seat: DueProps): View {
  return (
    <Due seat={seat}>
      <ForOperator {...seat} />
    </Due>
  );
}

/** What goes to the operator: it names nobody. */
export function ForOperator({ host, desk }: SeatProps): View {
  const { table: words } = host.strings.steward;
  return (
    <div class="fields">
      <h2>{words.forOperator}</h2>
      {desk.made.forOperator.map((made) => (
        <Saving
          key={`${made.name} ${made.bytes.length}`}
          host={host}
          id={made.name.replace(".", "-")}
          label={words.file(made.name)}
          made={made}
          next={words.forOperatorNext}
        />
      ))}
    </div>
  );
}

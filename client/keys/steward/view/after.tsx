import type { View } from "../../../browser/view/controls.tsx";
import { Saving } from "../../view/saving.tsx";
import { Due, type DueProps } from "./due.tsx";
import type { PartProps } from "./part.ts";
import { DraftLine } from "./sign.tsx";

/** Signed by oneself, not yet by enough: the file goes on. */
export function Collect(part: DueProps): View {
  return (
    <Due part={part}>
      <DraftLine {...part} />
    </Due>
  );
}

export function Assemble(part: DueProps): View {
  const { host, work } = part;
  const run = () => work((file) => host.ask("stewardAssemble", { file }));
  return (
    <Due part={part} act={{ label: host.strings.steward.assemble, ready: true, run }}>
      <DraftLine {...part} />
    </Due>
  );
}

export function Publish(part: DueProps): View {
  return (
    <Due part={part}>
      <ForOperator {...part} />
    </Due>
  );
}

/** What goes to the operator: it names nobody. */
export function ForOperator({ host, ceremony }: PartProps): View {
  const { table: words } = host.strings.steward;
  return (
    <div class="fields">
      <h2>{words.forOperator}</h2>
      {ceremony.made.forOperator.map((made) => (
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

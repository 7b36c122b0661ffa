import { useState } from "preact/hooks";
import { Choice, TextField, type View } from "../../../browser/view/controls.tsx";
import { thresholdWarnings } from "../../../ceremony/anchors.ts";
import { Due, type DueProps } from "./due.tsx";
import { Warnings } from "./warnings.tsx";

/** Before there is an anchor: one of them founds the instance. */
export function Found(seat: DueProps): View {
  const { host, desk, work } = seat;
  const { found: words } = host.strings.steward;
  const count = desk.standing.stewards.length;
  const [name, setName] = useState("");
  const [chosen, choose] = useState<string | undefined>(undefined);
  // Two of three, three of five: more than half, so that no two halves can decide apart.
  const threshold = chosen ?? String(Math.floor(count / 2) + 1);
  const run = () =>
    work((file) => host.ask("stewardFound", { file, name, threshold: Math.min(Number(threshold), count) }));
  const options = Array.from({ length: count }, (_, i) => ({
    value: String(i + 1),
    text: words.of(i + 1, count),
  }));
  return (
    <Due seat={seat} act={{ label: words.act, ready: name.trim() !== "" && count > 1, run }}>
      <TextField id="name" label={words.name} hint={words.nameHint} value={name} most={64} take={setName} />
      <Choice id="threshold" label={words.threshold} value={threshold} options={options} choose={choose} />
      <Warnings
        strings={host.strings}
        warnings={count > 1 ? thresholdWarnings(count, Number(threshold)) : []}
      />
    </Due>
  );
}

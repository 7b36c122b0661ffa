import { useState } from "preact/hooks";
import { TextField, type View } from "../../../browser/view/controls.tsx";
import { thresholdWarnings } from "../../../ceremony/anchors.ts";
import { Count, countsFrom } from "../../view/count.tsx";
import { Due, type DueProps } from "./due.tsx";
import { Warnings } from "./warnings.tsx";

/** Before there is an anchor: one of them founds the instance. */
export function Found(part: DueProps): View {
  const { host, ceremony, work } = part;
  const { found: words } = host.strings.steward;
  const count = ceremony.standing.stewards.length;
  const [name, setName] = useState("");
  const [chosen, choose] = useState<number | undefined>(undefined);
  // Two of three, three of five: more than half, so that no two halves can decide apart.
  const threshold = chosen ?? Math.floor(count / 2) + 1;
  const run = () =>
    work((file) => host.ask("stewardFound", { file, name, threshold: Math.min(threshold, count) }));
  return (
    <Due part={part} act={{ label: words.act, ready: name.trim() !== "" && count > 1, run }}>
      <TextField id="name" label={words.name} hint={words.nameHint} value={name} most={64} take={setName} />
      <Count
        id="threshold"
        label={words.threshold}
        value={threshold}
        counts={countsFrom(1, count)}
        text={(signers) => words.of(signers, count)}
        choose={choose}
      />
      <Warnings strings={host.strings} warnings={count > 1 ? thresholdWarnings(count, threshold) : []} />
    </Due>
  );
}

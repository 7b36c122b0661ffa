import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import type { AskingProps } from "../../host.ts";
import { Count, countsFrom } from "../../view/count.tsx";
import { FilesMade } from "../../view/made.tsx";
import { Ask } from "../../view/step.tsx";
import type { Made } from "../methods.ts";

const MOST = 7;

/** Shares of the vault, each to be saved for another person. */
export function Shares({ host, back }: Omit<AskingProps<never>, "done">): View {
  const { shares: words } = host.strings.vault;
  const [of, setOf] = useState(3);
  const [threshold, setThreshold] = useState(2);
  const [shares, setShares] = useState<readonly Made[]>([]);
  const run = async () => setShares(await host.ask("vaultShares", { threshold, of }));
  if (shares.length > 0)
    return (
      <FilesMade
        host={host}
        heading={words.heading}
        files={shares.map((made, i) => ({
          id: `share-${i + 1}`,
          label: words.save(i + 1, shares.length),
          made,
          next: words.next(threshold),
        }))}
        onward={{ label: host.strings.back, go: back }}
      />
    );
  return (
    <Ask host={host} words={words} ready run={run} back={back}>
      <Count
        id="many"
        label={words.many}
        value={of}
        counts={countsFrom(2, MOST)}
        choose={(many) => {
          setOf(many);
          setThreshold(Math.min(threshold, many));
        }}
      />
      <Count
        id="needed"
        label={words.needed}
        value={threshold}
        counts={countsFrom(2, of)}
        choose={setThreshold}
      />
    </Ask>
  );
}

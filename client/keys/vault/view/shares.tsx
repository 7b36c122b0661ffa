import { useState } from "preact/hooks";
import { Choice, type View } from "../../../browser/view/controls.tsx";
import { FilesMade } from "../../view/made.tsx";
import { Step } from "../../view/step.tsx";
import type { Made } from "../works.ts";
import type { WithinProps } from "./within.ts";

const MOST = 7;

/** Shares of the vault, each to be saved for another person. */
export function Shares({ host, home }: Pick<WithinProps, "host" | "home">): View {
  const { shares: words } = host.strings.vault;
  const [of, setOf] = useState(3);
  const [threshold, setThreshold] = useState(2);
  const [shares, setShares] = useState<readonly Made[]>([]);
  const run = () =>
    void host.attempt(async () => setShares(await host.ask("vaultShares", { threshold, of })));
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
        onward={{ label: host.strings.back, go: home }}
      />
    );
  return (
    <Step host={host} heading={words.heading} act={{ label: words.act, ready: true, run }} back={home}>
      <p>{words.lede}</p>
      <Count
        id="many"
        label={words.many}
        value={of}
        most={MOST}
        choose={(many) => {
          setOf(many);
          setThreshold(Math.min(threshold, many));
        }}
      />
      <Count id="needed" label={words.needed} value={threshold} most={of} choose={setThreshold} />
    </Step>
  );
}

interface CountProps {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly choose: (value: number) => void;
}

/** A number from 2 on. */
function Count({ id, label, value, most, choose }: CountProps): View {
  const options = Array.from({ length: most - 1 }, (_, i) => String(i + 2));
  return (
    <Choice
      id={id}
      label={label}
      value={String(value)}
      options={options.map((text) => ({ value: text, text }))}
      choose={(text) => choose(Number(text))}
    />
  );
}

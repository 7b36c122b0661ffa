import { useState } from "preact/hooks";
import { Chosen } from "../../../browser/view/chosen.tsx";
import { Tick, type View } from "../../../browser/view/controls.tsx";
import type { InstanceAbout } from "../../vault/methods.ts";
import type { WithinProps } from "../../vault/view/within.ts";
import { Ask } from "../../view/step.tsx";
import { Words } from "../../view/words.tsx";

/** Lets a vault follow its instance to another anchor, whose words are compared first. */
export function Follow({ host, done, back }: WithinProps): View {
  const { follow: words } = host.strings.reviewer;
  const [files, choose] = useState<readonly File[]>([]);
  const [line, setLine] = useState<readonly InstanceAbout[]>([]);
  const [isCompared, compare] = useState(false);
  const look = (chosen: readonly File[]) =>
    void host.attempt(async () => {
      setLine([]);
      compare(false);
      choose(chosen);
      setLine(await host.ask("reviewerLine", { files: chosen }));
    });
  const run = async () => done(await host.ask("reviewerFollow", { files }));
  const last = line.at(-1);
  return (
    <Ask host={host} words={words} ready={last && isCompared} run={run} back={back}>
      <Chosen id="moves" label={words.choose} many chosen={files} hint={words.hint} take={look} />
      {last ? (
        <>
          <Words label={words.fingerprint} fingerprint={last.fingerprint} />
          <Tick id="compared" label={words.compared} ticked={isCompared} tick={compare} />
        </>
      ) : null}
    </Ask>
  );
}

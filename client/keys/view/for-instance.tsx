import { useState } from "preact/hooks";
import { Chosen } from "../../browser/view/chosen.tsx";
import { Tick, type View } from "../../browser/view/controls.tsx";
import type { InstanceAbout } from "../vault/methods.ts";
import { Ask, type AskProps } from "./step.tsx";
import { Words } from "./words.tsx";

export interface ForInstanceProps extends Omit<AskProps, "ready" | "run"> {
  readonly ready: boolean;
  /** @param files that say which instance it is */
  readonly run: (files: readonly File[]) => Promise<void>;
}

/**
 * A step that makes something for an instance: its anchor comes first, and the words of it, which are compared before
 * anything else is asked.
 */
export function ForInstance({ ready, run, children, ...step }: ForInstanceProps): View {
  const { host } = step;
  const { instance: words, vault } = host.strings;
  const [files, choose] = useState<readonly File[]>([]);
  const [instance, setInstance] = useState<InstanceAbout | undefined>(undefined);
  const [isCompared, compare] = useState(false);
  const look = (chosen: readonly File[]) =>
    void host.attempt(async () => {
      setInstance(undefined);
      compare(false);
      choose(chosen);
      setInstance(await host.ask("instanceOf", { files: chosen }));
    });
  return (
    <Ask {...step} ready={isCompared ? ready : undefined} run={() => run(files)}>
      <div class="fields">
        <Chosen id="anchor" label={words.choose} many chosen={files} hint={words.hint} take={look} />
        {instance ? (
          <>
            {instance.demo ? <p class="demo">{vault.holds.demo}</p> : null}
            <Words label={words.isFor(instance.name)} fingerprint={instance.fingerprint} />
            <Tick id="compared" label={words.compared} ticked={isCompared} tick={compare} />
          </>
        ) : null}
      </div>
      {isCompared ? children : null}
    </Ask>
  );
}

import { useState } from "preact/hooks";
import { Chosen } from "../../browser/view/chosen.tsx";
import { Tick, type View } from "../../browser/view/controls.tsx";
import type { HostProps } from "../host.ts";
import type { InstanceAbout } from "../vault/works.ts";
import { Words } from "./words.tsx";

export interface ChooseInstanceProps extends HostProps {
  /** The files that say which instance it is, once its words were compared; undefined until then. */
  readonly take: (files: readonly File[] | undefined) => void;
}

/** For which instance something is made: its anchor, and the words of it, which are compared before anything else. */
export function ChooseInstance({ host, take }: ChooseInstanceProps): View {
  const { instance: words, vault } = host.strings;
  const [files, choose] = useState<readonly File[]>([]);
  const [instance, setInstance] = useState<InstanceAbout | undefined>(undefined);
  const [isCompared, compare] = useState(false);
  const agree = (ticked: boolean) => {
    compare(ticked);
    take(ticked ? files : undefined);
  };
  const look = (chosen: readonly File[]) =>
    void host.attempt(async () => {
      setInstance(undefined);
      agree(false);
      choose(chosen);
      setInstance(await host.ask("instanceOf", { files: chosen }));
    });
  return (
    <div class="fields">
      <Chosen id="anchor" label={words.choose} many chosen={files} hint={words.hint} take={look} />
      {instance ? (
        <>
          {instance.demo ? <p class="demo">{vault.holds.demo}</p> : null}
          <Words label={words.isFor(instance.name)} fingerprint={instance.fingerprint} />
          <Tick id="compared" label={words.compared} ticked={isCompared} tick={agree} />
        </>
      ) : null}
    </div>
  );
}

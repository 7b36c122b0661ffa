import { h } from "preact";
import { useState } from "preact/hooks";
import { Chosen } from "../../browser/view/chosen.ts";
import { Tick } from "../../browser/view/fields.ts";
import type { View } from "../../browser/view/view.ts";
import type { HostProps } from "../host.ts";
import type { InstanceAbout } from "../vault/works.ts";
import { Words } from "./words.ts";

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
  return h(
    "div",
    { class: "fields" },
    h(Chosen, {
      id: "anchor",
      label: words.choose,
      many: true,
      chosen: files,
      hint: words.hint,
      take: look,
    }),
    instance
      ? [
          instance.demo ? h("p", { class: "demo" }, vault.holds.demo) : null,
          h(Words, { label: words.isFor(instance.name), fingerprint: instance.fingerprint }),
          h(Tick, { id: "compared", label: words.compared, ticked: isCompared, tick: agree }),
        ]
      : null,
  );
}

import { h } from "preact";
import { useState } from "preact/hooks";
import { dayOf } from "../../../../crypto/documents/instant.ts";
import { Chosen } from "../../../browser/view/chosen.ts";
import { Tick } from "../../../browser/view/fields.ts";
import type { View } from "../../../browser/view/view.ts";
import type { WithinProps } from "../../vault/view/within.ts";
import { Step } from "../../view/step.ts";
import type { Due } from "../destruction.ts";

/** A bundle or roster says what time it is; then what is over is destroyed, once that was agreed to. */
export function Destroy({ host, done, home }: WithinProps): View {
  const { destroy: words } = host.strings.reviewer;
  const [file, choose] = useState<File | undefined>(undefined);
  const [due, setDue] = useState<Due | undefined>(undefined);
  const [agreed, agree] = useState(false);
  const look = ([chosen]: readonly File[]) =>
    void host.attempt(async () => {
      if (!chosen) return;
      setDue(undefined);
      agree(false);
      choose(chosen);
      setDue(await host.ask("reviewerDue", { file: chosen }));
    });
  const run = () =>
    void host.attempt(async () => {
      if (file) done(await host.ask("reviewerDestroy", { file }));
    });
  const isDue = due !== undefined && due.periods.length > 0;
  return h(
    Step,
    {
      host,
      heading: words.heading,
      back: home,
      ...(isDue && { act: { label: words.act, ready: agreed, run } }),
    },
    h("p", {}, words.lede),
    h(Chosen, { id: "witness", label: words.choose, chosen: file ? [file] : [], take: look }),
    due ? h("p", {}, words.witnessed(dayOf(due.witnessed))) : null,
    due && !isDue ? h("p", {}, words.nothing) : null,
    due?.isAhead ? h("p", { class: "trouble" }, words.ahead) : null,
    isDue
      ? [
          h("p", {}, words.goes),
          h(
            "ul",
            { class: "list" },
            due.periods.map(({ notBefore, notAfter }) =>
              h("li", { key: notBefore }, words.span(dayOf(notBefore), dayOf(notAfter))),
            ),
          ),
          h(Tick, { id: "agreed", label: words.agree, ticked: agreed, tick: agree }),
        ]
      : null,
  );
}

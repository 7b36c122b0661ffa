import { useState } from "preact/hooks";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import type { View } from "../../../browser/view/controls.tsx";
import { startsFrom } from "../../dates.ts";
import type { WithinProps } from "../../vault/view/within.ts";
import { Ask } from "../../view/step.tsx";
import { type Span, startOf, When } from "../../view/when.tsx";

/** Further months for a vault. */
export function Renew({ host, about, done, back }: WithinProps): View {
  const { renew: words } = host.strings.reviewer;
  const starts = startsFrom(instantOf(Date.now()), about.periods.at(-1)?.notAfter);
  const [span, take] = useState<Span>({ start: starts[0]?.[0] ?? "today", months: 12 });
  const from = startOf(starts, span);
  const run = async () => {
    if (from !== undefined) done(await host.ask("reviewerRenew", { from, months: span.months }));
  };
  return (
    <Ask host={host} words={words} ready={from !== undefined} run={run} back={back}>
      <When strings={host.strings} starts={starts} value={span} take={take} />
    </Ask>
  );
}

import { useState } from "preact/hooks";
import { dayOf } from "../../../../crypto/documents/instant.ts";
import { Chosen } from "../../../browser/view/chosen.tsx";
import { Tick, type View } from "../../../browser/view/controls.tsx";
import type { WithinProps } from "../../vault/view/within.ts";
import { Ask } from "../../view/step.tsx";
import type { Due } from "../destruction.ts";

/** A bundle or roster says what time it is; then what is over is destroyed, once that was agreed to. */
export function Destroy({ host, done, back }: WithinProps): View {
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
  const run = async () => {
    if (file) done(await host.ask("reviewerDestroy", { file }));
  };
  const isDue = due !== undefined && due.periods.length > 0;
  return (
    <Ask host={host} words={words} ready={isDue ? agreed : undefined} run={run} back={back}>
      <Chosen id="witness" label={words.choose} chosen={file ? [file] : []} take={look} />
      {due ? <p>{words.witnessed(dayOf(due.witnessed))}</p> : null}
      {due && !isDue ? <p>{words.nothing}</p> : null}
      {due?.isAhead ? <p class="error">{words.ahead}</p> : null}
      {isDue ? (
        <>
          <p>{words.goes}</p>
          <ul class="list">
            {due.periods.map(({ notBefore, notAfter }) => (
              <li key={notBefore}>{words.span(dayOf(notBefore), dayOf(notAfter))}</li>
            ))}
          </ul>
          <Tick id="agreed" label={words.agree} ticked={agreed} tick={agree} />
        </>
      ) : null}
    </Ask>
  );
}

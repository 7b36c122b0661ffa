import { Button } from "../../../browser/view/controls.tsx";
import type { Exception } from "../../../casebook/view.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import { whoIs } from "../../review/who.ts";
import { useFirst } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";

/** As many are drawn at once of each export or case. */
const FIRST = 20;

interface ExceptionsProps extends AppProps {
  readonly exceptions: readonly Exception[];
  /** Whether they can be withdrawn here. */
  readonly open: boolean;
}

/** What leaves only because one reviewer says so: who, when and why. Never part of what leaves. */
export function Exceptions({ app, exceptions, open }: ExceptionsProps): View | null {
  const { exports: words } = app.strings;
  const [first, more] = useFirst(app, exceptions, FIRST);
  if (exceptions.length === 0) return null;
  return (
    <>
      <ul class="exceptions">
        {first.map(({ kind, about, act, by, on, why }) => (
          <li key={act}>
            <p class="warning">{words.exceptions[kind](whoIs(app, by), on)}</p>
            {why === "" ? null : (
              <p class="said" dir="auto">
                {harmlessLine(why)}
              </p>
            )}
            {open ? (
              <Button
                kind="plain"
                disabled={app.exports.working}
                aria-label={words.withdrawOf(words.exceptions[kind](whoIs(app, by), on))}
                label={words.withdraw}
                act={() => app.exports.withdraw(about, act)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

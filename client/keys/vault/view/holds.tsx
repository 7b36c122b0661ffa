import { dayOf, type Instant, instantOf } from "../../../../crypto/documents/instant.ts";
import type { View } from "../../../browser/view/controls.tsx";
import { earliestDestruction } from "../../../vault/destruction.ts";
import type { Strings } from "../../strings/strings.ts";
import { Words } from "../../view/words.tsx";
import type { VaultAbout } from "../methods.ts";

/** Whose vault it is, for which instance, and which tips it can open. This machine's clock is for the words only. */
export function Holds({ strings, about }: { readonly strings: Strings; readonly about: VaultAbout }): View {
  const { holds: words } = strings.vault;
  const { instance, periods, kind } = about;
  const now = instantOf(Date.now());
  return (
    <div class="holds">
      {instance?.demo ? <p class="demo">{words.demo}</p> : null}
      <p>{words.whose(about.handle, instance?.name)}</p>
      {instance ? <Words label={words.fingerprint} fingerprint={instance.fingerprint} /> : null}
      {kind === "reviewer" && periods.length === 0 ? <p class="error">{words.none}</p> : null}
      {periods.length === 0 ? null : (
        <table>
          <caption>{words.caption}</caption>
          <thead>
            <tr>
              {[words.from, words.until, words.state].map((text) => (
                <th key={text} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <tr key={period.notBefore}>
                <td>{dayOf(period.notBefore)}</td>
                <td>{dayOf(period.notAfter)}</td>
                <td>{stateOf(period, now, strings)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function stateOf(
  { notBefore, notAfter, destroyed }: VaultAbout["periods"][number],
  now: Instant,
  { vault: { holds: words } }: Strings,
): string {
  if (destroyed) return words.destroyed;
  if (now < notBefore) return words.toCome;
  return now < notAfter ? words.running : words.over(dayOf(earliestDestruction({ notAfter })));
}

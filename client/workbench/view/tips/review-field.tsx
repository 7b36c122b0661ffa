import { Choice } from "../../../browser/view/controls.tsx";
import { DEFAULTS } from "../../../casebook/handling.ts";
import type { EntityId, TipId } from "../../../casebook/names.ts";
import { agreed, type Current } from "../../../casebook/view.ts";
import type { What } from "../../../casebook/what.ts";
import { NOBODY, picksOf, type Reviewed } from "../triage/picks.ts";
import type { AppProps, View } from "../view.ts";
import { Differing } from "./differing.tsx";

interface ReviewFieldProps extends AppProps {
  readonly field: Reviewed;
  readonly about: TipId | EntityId;
  readonly current: Current<string | null>;
  readonly say: (what: What) => unknown;
}

const FALLBACKS: Readonly<Record<Reviewed, string>> = { ...DEFAULTS, assigned: NOBODY };

/** A field with one value, or with several until somebody decides. What was just chosen is shown before it is signed. */
export function ReviewField({ app, field, about, current, say }: ReviewFieldProps): View {
  const { review: words } = app.strings;
  const picks = picksOf(app, field, about);
  const said = current.map((one) => ({ ...one, value: one.value ?? NOBODY }));
  const pending = picks.find(
    ({ what }) => JSON.stringify(app.casebook.pending(what.kind, about)) === JSON.stringify(what),
  );
  const value = pending?.value ?? agreed(said, FALLBACKS[field]) ?? said[0]?.value ?? FALLBACKS[field];
  const choose = (chosen: string) => {
    const picked = picks.find((pick) => pick.value === chosen);
    if (picked) say(picked.what);
  };
  /** What each value asks of people, in a sentence. */
  const means: Readonly<Record<string, string>> | undefined =
    field === "tlp" ? words.tlpMeans : field === "pap" ? words.papMeans : undefined;
  const nameOf = (one: string) => picks.find((pick) => pick.value === one)?.text ?? one;
  return (
    <div class={`one ${field} ${value}`}>
      <Choice<string> id={field} label={words[field]} value={value} options={picks} choose={choose} />
      {means ? <p class="hint">{means[value]}</p> : null}
      <Differing<string> app={app} current={said} text={nameOf} />
    </div>
  );
}

import { useMemo, useState } from "preact/hooks";
import { Button, TextInput } from "../../../browser/view/controls.tsx";
import { awaitedIn } from "../../../casebook/exceptions.ts";
import type { Reason, Withheld } from "../../../casebook/export/case.ts";
import type { EntityId, TipId } from "../../../casebook/names.ts";
import { MOST_REASON } from "../../../casebook/what.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import { calledHere } from "../../export/called.ts";
import { byName } from "../../together/find.ts";
import { Listed } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";
import { Exceptions } from "./exceptions.tsx";

interface WithheldCasesProps extends AppProps {
  readonly withheld: readonly Withheld[];
}

/** What would stay, why, and the way to let it leave nevertheless. */
export function WithheldCases({ app, withheld }: WithheldCasesProps): View {
  const { exports: words, language } = app.strings;
  const named = useMemo(
    () => byName(withheld, ({ about }) => calledHere(app, about), language),
    [app, withheld, language],
  );
  return (
    <Listed<Withheld>
      app={app}
      columns={[words.called, words.why]}
      all={named}
      none={words.nothingStays}
      line={(one) => <Line key={one.about} app={app} one={one} />}
    />
  );
}

interface LineProps extends AppProps {
  readonly one: Withheld;
}

function Line({ app, one }: LineProps): View {
  const { exports: words } = app.strings;
  const { audience } = app.exports.wish;
  const [why] = app.drafts.text("override", one.about, audience);
  const [begun, begin] = useState(false);
  const called = harmlessLine(calledHere(app, one.about));
  return (
    <tr>
      <th scope="row" dir="auto">
        {called}
      </th>
      <td>
        {one.reasons.map((reason) => (
          <p key={reason}>{words.reasons[reason]}</p>
        ))}
        <Awaited app={app} one={one} />
        {one.reasons.every((reason) => LIFTED.has(reason)) ? (
          begun || why !== "" ? (
            <Override app={app} one={one} end={() => begin(false)} />
          ) : (
            <Button
              kind="plain"
              aria-label={words.overrideOf(called)}
              label={words.override}
              act={() => begin(true)}
            />
          )
        ) : null}
      </td>
    </tr>
  );
}

/** What one reviewer alone would let leave, where it takes two. */
function Awaited({ app, one: { about } }: LineProps): View | null {
  const { casebook, exports, strings } = app;
  const view = casebook.views.get(about as TipId) ?? casebook.entities.get(about as EntityId);
  const exceptions = view ? awaitedIn(view, exports.wish.audience) : [];
  if (exceptions.length === 0) return null;
  return (
    <div class="awaits">
      <p>{strings.unverified.awaits}</p>
      <Exceptions app={app} exceptions={exceptions} open />
    </div>
  );
}

/** What an override lifts: what people decided, never what is wrong with the tip itself. */
const LIFTED = new Set<Reason>(["consent", "tlp", "set-aside", "unstructured", "supporting-tip"]);

function Override({ app, one, end }: LineProps & { readonly end: () => void }): View {
  const { exports, strings } = app;
  const { exports: words } = strings;
  const { audience } = exports.wish;
  const [why, type, added] = app.drafts.text("override", one.about, audience);
  const override = async () => {
    if (await exports.override(one.about, why)) added();
  };
  const cancel = () => {
    end();
    type("");
  };
  const id = `why-${one.about.slice(0, 16)}`;
  return (
    <div class="override">
      <p class="warning">{words.overrideWarning}</p>
      <TextInput
        id={id}
        label={words.overrideWhy(words.audiences[audience])}
        most={MOST_REASON}
        value={why}
        take={type}
      />
      <div class="actions">
        <Button disabled={why.trim() === "" || exports.working} label={words.overrideDo} act={override} />
        <Button kind="plain" label={words.cancel} act={cancel} />
      </div>
    </div>
  );
}

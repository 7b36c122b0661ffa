import { useState } from "preact/hooks";
import { Button, Choice } from "../../../browser/view/controls.tsx";
import type { TipId } from "../../../casebook/names.ts";
import { whoIs } from "../../review/who.ts";
import { byName, findNamed, type Named, namedTips } from "../../together/find.ts";
import { SENSES, type Sense, type Tie, tiesOf } from "../../together/links.ts";
import { Combobox } from "../combobox.tsx";
import type { AppProps, RowProps, View } from "../view.ts";
import { nameOfTip, OtherTip } from "./other-tip.tsx";

/** What a tip is linked to, who said so, and the way to link it to another. */
export function Links({ app, row }: RowProps): View {
  const { together: words, language } = app.strings;
  const view = app.casebook.views.get(row.tip.id);
  const named = byName(view ? tiesOf(view) : [], ({ other }) => nameOfTip(app, other), language);
  const ties = named.sort((a, b) => SENSES.indexOf(a.sense) - SENSES.indexOf(b.sense));
  return (
    <section id="links" class="links">
      <h3>{words.links}</h3>
      {ties.length === 0 ? <p class="hint">{words.noLinks}</p> : null}
      <ul>
        {ties.map((tie) => (
          <OneTie key={`${tie.sense} ${tie.other}`} app={app} tie={tie} />
        ))}
      </ul>
      <NewLink app={app} row={row} />
    </section>
  );
}

function OneTie({ app, tie }: AppProps & { readonly tie: Tie }): View {
  const { together: words } = app.strings;
  const who = [...new Set(tie.said.map(({ by, on }) => words.saidBy(whoIs(app, by), on)))].join(" · ");
  const what = `${words.senses[tie.sense]} ${nameOfTip(app, tie.other)}`;
  return (
    <li>
      <span>{words.senses[tie.sense]} </span>
      <OtherTip app={app} tip={tie.other} />
      <span class="hint">{who}</span>
      <Button
        aria-label={words.takeBackWhat(what)}
        label={words.takeBack}
        act={() => app.together.unlink(tie)}
      />
    </li>
  );
}

function NewLink({ app, row }: RowProps): View {
  const { together: words } = app.strings;
  const [chosen, setChosen] = useState<Named<TipId> | undefined>(undefined);
  const [sense, setSense] = useState<Sense>("same_place");
  if (!chosen)
    return (
      <Combobox<TipId>
        id="link-to"
        label={words.linkTo}
        none={words.nothingCalled}
        find={(typed) => findNamed(namedTips(app.queue.rows, row.tip.id), typed)}
        choose={setChosen}
      />
    );
  const link = () => {
    setChosen(undefined);
    void app.together.link(row.tip.id, chosen.key, sense);
  };
  const areKept = row.kept && app.queue.rowOf(chosen.key)?.kept === true;
  return (
    <div class="step">
      <SenseChoice app={app} id="link-how" sense={sense} choose={setSense} />
      <p>
        {words.senses[sense]} <strong>{chosen.name}</strong>
      </p>
      <div class="actions">
        <Button kind="primary" label={areKept ? words.link : words.keepAndLink} act={link} />
        <Button label={words.cancel} act={() => setChosen(undefined)} />
      </div>
    </div>
  );
}

interface SenseChoiceProps extends AppProps {
  readonly id: string;
  readonly sense: Sense;
  readonly choose: (sense: Sense) => void;
}

export function SenseChoice({ app, id, sense, choose }: SenseChoiceProps): View {
  const { together: words } = app.strings;
  return (
    <Choice<Sense>
      id={id}
      label={words.how}
      value={sense}
      options={SENSES.map((value) => ({ value, text: words.senses[value].replace(/：$/u, "") }))}
      choose={choose}
    />
  );
}

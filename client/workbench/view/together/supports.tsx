import { useState } from "preact/hooks";
import { Button, TextInput } from "../../../browser/view/controls.tsx";
import type { EntityId } from "../../../casebook/names.ts";
import { calledHere } from "../../export/called.ts";
import { entityFrom, MOST_TITLE, SORTS, type Sort, supportedBy, titleOf } from "../../stations/entity.ts";
import { entityLines } from "../../stations/lines.ts";
import { byName, findNamed } from "../../together/find.ts";
import { Combobox } from "../combobox.tsx";
import type { RowProps, View } from "../view.ts";

/** The stations and incidents that a tip supports, and the ways to more. */
export function Supports({ app, row }: RowProps): View {
  const { together: words, language } = app.strings;
  const view = app.casebook.views.get(row.tip.id);
  const supported = byName(view ? supportedBy(view) : [], (entity) => calledHere(app, entity), language);
  const others = entityLines(app.casebook.entities.values())
    .filter(({ view: { entity } }) => !supported.includes(entity))
    .map(({ view: { entity }, title }) => ({ key: entity, name: title }));
  return (
    <section id="supports" class="supports">
      <h3>{words.supports}</h3>
      {supported.length === 0 ? <p class="hint">{words.noSupports}</p> : null}
      <ul>
        {supported.map((entity) => (
          <OneSupported key={entity} app={app} row={row} entity={entity} />
        ))}
      </ul>
      {others.length === 0 ? null : (
        <Combobox<EntityId>
          id="add-to"
          label={words.addTo}
          none={words.noneCalled}
          find={(typed) => findNamed(others, typed)}
          choose={({ key }) => void app.together.support(row.tip.id, key)}
        />
      )}
      <NewEntityForm app={app} row={row} />
    </section>
  );
}

function OneSupported({ app, row, entity }: RowProps & { readonly entity: EntityId }): View {
  const { together: words } = app.strings;
  const view = app.casebook.entities.get(entity);
  const title = (view && titleOf(view)) || entity.slice(0, 8);
  return (
    <li>
      <Button kind="plain" label={title} act={() => app.openEntity(entity)} />
      <Button
        aria-label={words.takeBackWhat(title)}
        label={words.takeBack}
        act={() => app.together.unsupport(row.tip.id, entity)}
      />
    </li>
  );
}

/** What was typed for a station or an incident that is to be made. */
interface Founding {
  readonly sort: Sort;
  readonly title: string;
}

function NewEntityForm({ app, row }: RowProps): View {
  const { together: words } = app.strings;
  const [begun, begin] = useState<Sort | undefined>(undefined);
  const tip = row.tip.id;
  const typed = app.drafts.get<Founding | undefined>("founding", tip, undefined);
  const sort = typed?.sort ?? begun;
  const { contents } = row.tip;
  const report = contents.kind === "report" ? contents.tip.report : null;
  if (!sort) {
    const names = { station: words.newStation, incident: words.newIncident };
    return (
      <div class="actions">
        {SORTS.map((one) => (
          <Button key={one} label={names[one]} act={() => begin(one)} />
        ))}
      </div>
    );
  }
  const offered = entityFrom(report, sort, row.designation);
  const title = typed?.title ?? offered.title;
  const type = (next: string) => {
    begin(sort);
    app.drafts.put("founding", tip, next === offered.title ? undefined : { sort, title: next });
  };
  const end = () => {
    begin(undefined);
    app.drafts.added("founding", tip, typed);
  };
  const make = async () => {
    if (await app.together.found(tip, { ...offered, title })) end();
  };
  const isMaking = app.casebook.pending("supports", tip) !== undefined;
  return (
    <div class="step">
      <TextInput id="new-title" label={words.title} dir="auto" most={MOST_TITLE} value={title} take={type} />
      <div class="actions">
        <Button
          kind="primary"
          disabled={title.trim() === "" || isMaking}
          label={row.kept ? words.make : words.keepAndMake}
          act={make}
        />
        <Button label={words.cancel} act={end} />
      </div>
    </div>
  );
}

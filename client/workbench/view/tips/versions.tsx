import { Button } from "../../../browser/view/controls.tsx";
import type { Current } from "../../../casebook/view.ts";
import type { WhatOf } from "../../../casebook/what.ts";
import { harmless } from "../../../report/harmless.ts";
import { keptWhat } from "../../review/kept-act.ts";
import { type Version, versionsToSettle } from "../../review/versions.ts";
import { whoIs } from "../../review/who.ts";
import type { AppProps, RowProps, View } from "../view.ts";

export interface VersionsProps extends RowProps {
  readonly kept: Current<WhatOf<"kept">>;
}

/** Where a tip was kept otherwise than it came, or in several versions: what differs, by whom, and what can be done. */
export function Versions({ app, row, kept }: VersionsProps): View | null {
  const { versions: words } = app.strings;
  const versions = versionsToSettle(row.tip, kept, app.strings.language);
  if (versions.length === 0) return null;
  const hasTrue = versions.some(({ isTrue }) => isTrue);
  const isHere = row.tip.source !== null;
  return (
    <section class="versions" aria-label={words.heading}>
      <h3>{words.heading}</h3>
      <p>{versions.length > 1 ? words.several : words.otherwise}</p>
      <p class="hint">{isHere ? words.compared : words.notCompared}</p>
      {versions.map((version, i) => (
        <OneVersion
          key={version.kept[0]?.act}
          app={app}
          version={version}
          number={i + 1}
          others={versions.filter((other) => other !== version)}
        />
      ))}
      {isHere && !hasTrue ? (
        <Button kind="primary" label={words.keepAsCame} act={() => app.casebook.act(keptWhat(row.tip))} />
      ) : null}
    </section>
  );
}

interface OneVersionProps extends AppProps {
  readonly version: Version;
  readonly number: number;
  readonly others: readonly Version[];
}

function OneVersion({ app, version, number, others }: OneVersionProps): View {
  const { versions: words, review } = app.strings;
  const [first] = version.kept;
  const over = others.flatMap(({ kept }) => kept.map(({ act }) => act)).sort();
  return (
    <div class="version">
      <h4>{words.version(number)}</h4>
      {version.kept.map(({ by, on, act }) => (
        <p key={act} class="hint">
          {review.keptBy(whoIs(app, by), on)}
        </p>
      ))}
      {version.isTrue === null ? null : <p>{version.isTrue ? words.isTrue : words.isNot}</p>}
      <ul>
        {version.differs.map((line) => (
          <li key={line} class="quoted" dir="auto">
            {harmless(line)}
          </li>
        ))}
      </ul>
      {first && over.length > 0 ? (
        <Button
          label={words.choose(number)}
          act={() => app.casebook.act({ kind: "settled", chosen: first.act, over })}
        />
      ) : null}
    </div>
  );
}

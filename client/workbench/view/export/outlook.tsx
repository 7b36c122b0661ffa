import { Button } from "../../../browser/view/controls.tsx";
import { isImportable } from "../../../casebook/export/uwazi.ts";
import type { Preview, Written } from "../../worker/export-messages.ts";
import { NothingPublished, Table } from "../counts/table.tsx";
import type { AppProps, View } from "../view.ts";
import { ExportCases } from "./cases.tsx";
import { Exceptions } from "./exceptions.tsx";
import { WithheldCases } from "./withheld.tsx";

/** What would leave and what would stay, before anything is written. */
export function Outlook({ app }: AppProps): View | null {
  const { exports, strings } = app;
  const { exports: words } = strings;
  const { preview, isOutdated } = exports;
  if (!preview) return null;
  const { cases, withheld, beside, countedTwice } = preview;
  const isCounts = exports.wish.form === "counts";
  const heading = isCounts ? strings.counts.heading : words.leaves(cases.length);
  return (
    <div class="outlook">
      {exports.wish.form === "uwazi" && cases.length > 0 && !isImportable(cases) ? (
        <p class="warning">{words.uwaziMixed}</p>
      ) : null}
      {beside.length > 0 ? <p class="warning">{words.leftBeside(beside.join(", "))}</p> : null}
      {isCounts && countedTwice.length > 0 ? (
        <p class="warning">{words.countedTwice(countedTwice.join(", "))}</p>
      ) : null}
      <section aria-label={heading}>
        <div role="status">
          <h2>{heading}</h2>
        </div>
        {isCounts ? <ExportCounts app={app} /> : <ExportCases app={app} cases={cases} />}
        <Exceptions app={app} exceptions={isCounts ? preview.exceptions : behindCases(preview)} open />
      </section>
      {isOutdated && exports.written === undefined ? (
        <p class="warning" role="alert">
          {words.outdated}
        </p>
      ) : null}
      <Writing app={app} />
      <section aria-label={words.stays(withheld.length)}>
        <h2>{words.stays(withheld.length)}</h2>
        <WithheldCases app={app} withheld={withheld} />
      </section>
    </div>
  );
}

/** What is drawn beside no case: the overrides of tips behind a station that leaves without them. */
function behindCases({ cases, exceptions }: Preview): Preview["exceptions"] {
  const beside = new Set(cases.flatMap((one) => one.exceptions.map(({ act }) => act)));
  return exceptions.filter(({ act }) => !beside.has(act));
}

/** The very table that an export of counts holds. */
function ExportCounts({ app }: AppProps): View {
  const { audience } = app.exports.wish;
  const table = app.counts.tableFor(audience);
  return table ? <Table app={app} table={table} /> : <NothingPublished app={app} audience={audience} />;
}

/** The way to write what was looked at, and what was written. */
export function Writing({ app }: AppProps): View | null {
  const { exports, strings } = app;
  const { exports: words } = strings;
  if (exports.wish.form === "dossier") return null;
  return (
    <section class="writing" aria-label={words.write}>
      <Button
        kind="primary"
        id="write"
        disabled={!exports.canWrite}
        label={exports.working ? words.writing : words.write}
        act={() => exports.write()}
      />
      <div role="status">{exports.written ? <Wrote app={app} written={exports.written} /> : null}</div>
    </section>
  );
}

function Wrote({ app, written }: AppProps & { readonly written: Pick<Written, "name" | "files"> }): View {
  const { exports: words } = app.strings;
  return (
    <div class="wrote">
      <p>{words.wrote(written.name)}</p>
      {app.casebook.unsaved > 0 ? <p class="warning">{words.saveNow}</p> : null}
      <details>
        <summary>{words.digests}</summary>
        <ul class="digests">
          {written.files.map(({ name, sha256 }) => (
            <li key={name}>
              <code>{`${sha256}  ${name}`}</code>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

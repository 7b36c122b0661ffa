import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../../browser/view/controls.tsx";
import { harmless } from "../../../report/harmless.ts";
import type { Section } from "../../../report/readable.ts";
import { type Dossier, dossierMarking, dossierSections } from "../../export/dossier.ts";
import { ErrorBar } from "../error-bar.tsx";
import type { AppProps, View } from "../view.ts";
import { Exceptions } from "./exceptions.tsx";

/**
 * A dossier as it is printed. It is a table of one column, since browsers repeat a table's head and foot on every
 * page: so each page says for whom it is.
 */
export function DossierView({ app, dossier }: AppProps & { readonly dossier: Dossier }): View {
  const { strings } = app;
  const { exports: words } = strings;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const marking = dossierMarking(dossier, strings);
  return (
    <main class="dossier">
      <div class="not-printed">
        <h1 ref={heading} tabIndex={-1}>
          {words.dossierOf(dossier.cases[0]?.number ?? "")}
        </h1>
        <p class="hint">{words.printHint}</p>
        <HandingOut app={app} dossier={dossier} />
      </div>
      <table class="paper" role="presentation">
        <thead>
          <tr>
            <td class="marking">{marking}</td>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              {dossierSections(dossier, strings).map((section, i) => (
                <Part key={i} section={section} />
              ))}
              {dossier.sha256 === null ? null : <p class="digest">{words.textDigest(dossier.sha256)}</p>}
            </td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <td class="marking">{marking}</td>
          </tr>
        </tfoot>
      </table>
    </main>
  );
}

/** The ways to hand a dossier out, and what there is to know before and after. */
export function HandingOut({ app, dossier }: AppProps & { readonly dossier: Dossier }): View {
  const { exports } = app;
  const { exports: words } = app.strings;
  const isReady = !exports.working && (dossier.sha256 !== null || !exports.isOutdated);
  return (
    <>
      <div class="actions">
        <Button kind="primary" disabled={!isReady} label={words.print} act={() => exports.handOut("print")} />
        <Button disabled={!isReady} label={words.saveText} act={() => exports.handOut("save")} />
        <Button label={words.back} act={() => exports.closeDossier()} />
      </div>
      <ErrorBar app={app} />
      <Exceptions app={app} exceptions={dossier.exceptions} open={false} />
      {dossier.sha256 === null && exports.isOutdated ? (
        <p class="warning" role="alert">
          {words.outdated}
        </p>
      ) : null}
      {dossier.sha256 === null || app.casebook.unsaved === 0 ? null : (
        <p class="warning" role="status">
          {words.saveNow}
        </p>
      )}
    </>
  );
}

function Part({ section: { heading, entries } }: { readonly section: Section }): View {
  return (
    <section class="case">
      <h2>{heading}</h2>
      {entries.map(({ label, said }) => (
        <div key={label} class="entry">
          {label === "" ? null : <h3>{label}</h3>}
          {said.map(({ text, quoted }, i) =>
            quoted ? (
              <div key={i} class="said quoted" dir="auto">
                {harmless(text)}
              </div>
            ) : (
              <p key={i} class="said">
                {text}
              </p>
            ),
          )}
        </div>
      ))}
    </section>
  );
}

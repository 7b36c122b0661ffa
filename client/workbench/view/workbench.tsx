import { Button } from "../../browser/view/controls.tsx";
import { FilePicker } from "../../browser/view/file-picker.tsx";
import { PageHead } from "../../browser/view/page-head.tsx";
import { LANGUAGES } from "../strings/languages.ts";
import type { Strings } from "../strings/strings.ts";
import { Arrivals } from "./arrivals.tsx";
import { CasebookBar, SavedCheck, SavedWithout } from "./casebook-bar.tsx";
import { ErrorBar } from "./error-bar.tsx";
import { DossierView } from "./export/dossier.tsx";
import { KeyList } from "./keys/key-list.tsx";
import { Lock } from "./lock.tsx";
import { Sections, VIEWS } from "./sections.tsx";
import type { AppProps, View } from "./view.ts";

/** Everything that is seen. */
export function Workbench({ app }: AppProps): View {
  const { strings, reviewer } = app;
  const { dossier } = app.exports;
  if (dossier) return <DossierView app={app} dossier={dossier} />;
  return (
    <div class={reviewer ? "bench" : "bench locked"}>
      {reviewer?.demo ? <p class="demo">{strings.demo}</p> : null}
      <PageHead<Strings> label={strings.lock.language} languages={LANGUAGES} app={app}>
        {reviewer && app.queue.tips.size > 0 ? <Sections app={app} /> : null}
        <span class="who">{reviewer ? `${reviewer.instanceName} · ${reviewer.handle}` : strings.title}</span>
        {reviewer ? <CasebookBar app={app} /> : null}
        {reviewer && app.queue.tips.size > 0 ? (
          <FilePicker
            id="more"
            label={strings.open.more}
            many
            take={(files) => void app.arrivals.open(files)}
          />
        ) : null}
        {reviewer ? (
          <Button
            kind="plain"
            id="show-keys"
            label={strings.looking.keys.show}
            act={() => (app.keysShown = true)}
          />
        ) : null}
      </PageHead>
      <SavedCheck app={app} />
      <SavedWithout app={app} />
      <ErrorBar app={app} />
      {reviewer ? <Unlocked app={app} /> : <Lock app={app} />}
      {app.keysShown ? <KeyList app={app} /> : null}
      <p class="on-paper">{strings.exports.notPrinted}</p>
    </div>
  );
}

function Unlocked({ app }: AppProps): View {
  if (app.queue.tips.size === 0)
    return (
      <main class="first">
        <Arrivals app={app} first />
      </main>
    );
  const Section = VIEWS[app.section];
  return <Section app={app} />;
}

import { PageHead } from "../../../browser/view/page-head.tsx";
import type { View } from "../../../browser/view/view.ts";
import type { App } from "../app.ts";
import { LANGUAGES } from "../strings/languages.ts";
import type { Strings } from "../strings/strings.ts";
import { Doing } from "./doing.tsx";
import { Done } from "./done.tsx";
import { First } from "./first.tsx";
import { Found } from "./found.tsx";
import { Ready } from "./ready.tsx";

/** Everything that is seen. */
export function Page({ app }: { readonly app: App }): View {
  const { strings, pack } = app;
  return (
    <div class="page">
      {pack?.anchor.demo ? (
        <p class="demo" role="note">
          {strings.demo}
        </p>
      ) : null}
      <PageHead<Strings> label={strings.chooseLanguage} languages={LANGUAGES} app={app}>
        <span class="who">{pack ? `${strings.title} · ${pack.anchor.name}` : strings.title}</span>
        {pack ? (
          <button type="button" class="plain" id="lock" disabled={!!app.busy} onClick={() => app.lock()}>
            {strings.ready.lock}
          </button>
        ) : null}
      </PageHead>
      <main>
        <section class="panel">
          <Step app={app} />
          <Doing app={app} />
        </section>
      </main>
    </div>
  );
}

/** Where one stands: a pack to be opened, something to be fetched, something to be saved and read back. */
function Step({ app }: { readonly app: App }): View {
  if (!app.pack) return <First app={app} />;
  if (app.fetched) return <Found app={app} fetched={app.fetched} />;
  if (app.readBack) return <Done app={app} readBack={app.readBack} />;
  return <Ready app={app} pack={app.pack} />;
}

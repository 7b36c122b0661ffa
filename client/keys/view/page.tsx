import { Button } from "../../browser/view/controls.tsx";
import { PageHead } from "../../browser/view/page-head.tsx";
import type { View } from "../../browser/view/view.ts";
import type { App } from "../app.ts";
import { LANGUAGES } from "../strings/languages.ts";
import type { Strings } from "../strings/strings.ts";
import { First } from "./first.tsx";
import { ROLES } from "./roles.ts";

/** Everything that is seen. */
export function Page({ app }: { readonly app: App }): View {
  const { strings, role } = app;
  const Role = role && ROLES[role];
  return (
    <div class="page">
      <PageHead<Strings> label={strings.chooseLanguage} languages={LANGUAGES} app={app}>
        <span class="who">{role ? strings.roles[role].name : strings.title}</span>
        {role ? (
          <Button
            kind="plain"
            id="leave"
            disabled={app.busy !== undefined}
            label={strings.leave}
            act={() => app.leave()}
          />
        ) : null}
      </PageHead>
      <main>{Role ? <Role key={role} host={app} /> : <First app={app} />}</main>
    </div>
  );
}

import type { FunctionComponent } from "preact";
import { Button, type View } from "../../browser/view/controls.tsx";
import { PageHead } from "../../browser/view/page-head.tsx";
import type { App } from "../app.ts";
import { Courier } from "../courier/view/courier.tsx";
import type { HostProps } from "../host.ts";
import { Reviewer } from "../reviewer/view/reviewer.tsx";
import { Steward } from "../steward/view/steward.tsx";
import { LANGUAGES } from "../strings/languages.ts";
import type { RoleName, Strings } from "../strings/strings.ts";
import { First } from "./first.tsx";

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

/** What is seen of each role. */
export const ROLES: Readonly<Record<RoleName, FunctionComponent<HostProps>>> = {
  reviewer: Reviewer,
  courier: Courier,
  steward: Steward,
};

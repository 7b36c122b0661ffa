import { Compare } from "../../browser/view/compare.tsx";
import type { View } from "../../browser/view/controls.tsx";
import type { App } from "../app.ts";
import { ROLE_NAMES } from "../strings/strings.ts";
import { Doing } from "./doing.tsx";
import { Ways } from "./menu.tsx";

/** Who one is, and how to know that this is the right file. */
export function First({ app }: { readonly app: App }): View {
  const { first: words, roles } = app.strings;
  return (
    <section class="panel">
      <h1>{words.heading}</h1>
      <p>{words.lede}</p>
      <p class="hint">{words.offline}</p>
      {app.slow ? <p class="slow">{words.slow}</p> : null}
      <h2>{words.who}</h2>
      <Ways
        ways={ROLE_NAMES.map((role) => ({
          id: `role-${role}`,
          label: roles[role].name,
          does: roles[role].does,
          go: () => app.enter(role),
        }))}
      />
      <Compare words={words.compare} />
      <Doing host={app} />
    </section>
  );
}

import { h } from "preact";
import { dayOf, type Instant, instantOf } from "../../../../crypto/documents/instant.ts";
import type { View } from "../../../browser/view/view.ts";
import { earliestDestruction } from "../../../vault/destruction.ts";
import type { Strings } from "../../strings/strings.ts";
import { Words } from "../../view/words.ts";
import type { VaultAbout } from "../works.ts";

export interface HoldsProps {
  readonly strings: Strings;
  readonly about: VaultAbout;
}

/** Whose vault it is, for which instance, and which tips it can open. This machine's clock is for the words only. */
export function Holds({ strings, about }: HoldsProps): View {
  const { holds: words } = strings.vault;
  const { instance, periods, kind } = about;
  const now = instantOf(Date.now());
  return h(
    "div",
    { class: "holds" },
    instance?.demo ? h("p", { class: "demo" }, words.demo) : null,
    h("p", {}, words.whose(about.handle, instance?.name)),
    instance ? h(Words, { label: words.fingerprint, fingerprint: instance.fingerprint }) : null,
    kind === "reviewer" && periods.length === 0 ? h("p", { class: "trouble" }, words.none) : null,
    periods.length === 0
      ? null
      : h(
          "table",
          {},
          h("caption", {}, words.caption),
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              [words.from, words.until, words.state].map((text) =>
                h("th", { scope: "col", key: text }, text),
              ),
            ),
          ),
          h(
            "tbody",
            {},
            periods.map((period) =>
              h(
                "tr",
                { key: period.notBefore },
                h("td", {}, dayOf(period.notBefore)),
                h("td", {}, dayOf(period.notAfter)),
                h("td", {}, stateOf(period, now, strings)),
              ),
            ),
          ),
        ),
  );
}

function stateOf(
  { notBefore, notAfter, destroyed }: VaultAbout["periods"][number],
  now: Instant,
  { vault: { holds: words } }: Strings,
): string {
  if (destroyed) return words.destroyed;
  if (now < notBefore) return words.toCome;
  return now < notAfter ? words.running : words.over(dayOf(earliestDestruction({ notAfter })));
}

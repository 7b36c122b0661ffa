import { encodeInstanceId } from "../../../crypto/documents/anchor.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { isSameVersion, tipIn, versionOf, versionsOf } from "../../casebook/versions.ts";
import type { Current } from "../../casebook/view.ts";
import type { WhatOf } from "../../casebook/what.ts";
import { readableReport } from "../../report/readable.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import type { QueuedTip } from "../queue/queued-tip.ts";
import { keptWhole } from "./kept-act.ts";

/** One of the versions in which a tip was kept. */
export interface Version {
  readonly kept: Current<WhatOf<"kept">>;
  /** Whether it is what came; null where no envelope is at hand to compare it with. */
  readonly isTrue: boolean | null;
  /** What it says and not every version does, a line each. */
  readonly differs: readonly string[];
}

/** All versions, if there are several, or if the one that was kept isn't what came. */
export function versionsToSettle(
  tip: QueuedTip,
  kept: Current<WhatOf<"kept">>,
  language: Language,
): readonly Version[] {
  const versions = inOrder(versionsOf(kept));
  const came = tip.source ? keptWhole(tip.contents) : undefined;
  const said = versions.map(([first]) => (first ? linesOf(first.value, language) : []));
  const everywhere = new Set(
    (said[0] ?? []).filter((line) => versions.length > 1 && said.every((lines) => lines.includes(line))),
  );
  const all = versions.map((one, i): Version => {
    const isTrue = came && one[0] ? isSameVersion(one[0].value, came) : null;
    return { kept: one, isTrue, differs: (said[i] ?? []).filter((line) => !everywhere.has(line)) };
  });
  return all.length > 1 || all[0]?.isTrue === false ? all : [];
}

/** By what they say: an order that doesn't hang on anything random. */
function inOrder(versions: ReturnType<typeof versionsOf>) {
  const key = ([first]: Current<WhatOf<"kept">>) => (first ? versionOf(first.value) : "");
  return versions.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function linesOf(kept: WhatOf<"kept">, language: Language): readonly string[] {
  const files = kept.attachments.map(({ name, size, sha256 }) => `${name} · ${size} · ${sha256}`);
  if (kept.form !== "report") return [kept.form, kept.text, ...files];
  const { report, instance, roster, language: written } = tipIn(kept);
  const sections = readableReport(report, language).flatMap(({ heading, entries }) =>
    entries.map(({ label, said }) => `${label || heading}: ${said.map(({ text }) => text).join("; ")}`),
  );
  return [...sections, ...files, [written, encodeInstanceId(instance), encodeHex(roster)].join(" · ")];
}

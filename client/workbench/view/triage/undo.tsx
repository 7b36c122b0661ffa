import { Button } from "../../../browser/view/controls.tsx";
import type { App } from "../../app.ts";
import type { NamedStep } from "../../strings/triage/strings.ts";
import type { LastStep } from "../../worker/casebook-messages.ts";
import type { AppProps, View } from "../view.ts";

/** What was done last, and the way to take it back; nothing of it is in a file yet. */
export function Undo({ app }: AppProps): View | null {
  const { last } = app.casebook;
  if (!last) return null;
  return (
    <p class="undo" role="status">
      <span>{saidOf(last, app)}</span>
      <Button
        kind="plain"
        id="undo"
        aria-keyshortcuts="z"
        label={app.strings.together.undo}
        act={() => app.triage.undo()}
      />
    </p>
  );
}

function saidOf({ kind, aside, tips, tip }: LastStep, { strings, queue }: App): string {
  const { triage: words, together } = strings;
  if (kind === "setaside") return (aside ? together.asideNow : words.back)(tips);
  const other = SET.includes(kind) ? "set" : "other";
  const did = words.did[Object.hasOwn(words.did, kind) ? (kind as NamedStep) : other];
  const row = tip === null ? undefined : queue.rowOf(tip);
  return row ? words.did1(did, row.designation) : words.didMany(did, tips);
}

/** Of these it is said alike that something was set. */
const SET: LastStep["kind"][] = ["status", "priority", "verified", "tlp", "pap", "sensitivity"];

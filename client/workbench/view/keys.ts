import { DEFAULTS } from "../../casebook/handling.ts";
import { agreed } from "../../casebook/view.ts";
import type { WhatOf } from "../../casebook/what.ts";
import type { App } from "../app.ts";
import { actOf, type KeyAct, type Where } from "../keys/keys.ts";
import { SECTIONS } from "../strings/strings.ts";

/** Listens to the keys of `keys/keys.ts`; `?` shows what they do. */
export function listenToKeys(app: App): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (!app.reviewer || app.leaving.dossier) return;
    const act = actOf(event, whereIs(event.target));
    if (act && perform(app, act)) event.preventDefault();
  });
}

/** False if there is nothing to do it to: then the key is the browser's. */
function perform(app: App, act: KeyAct): boolean {
  switch (act.act) {
    case "move":
      return app.section === "tips" && done(() => app.queue.move(act.by));
    case "open":
      return app.section === "tips" && done(() => app.queue.openTip(app.queue.at));
    case "close":
      return app.section === "tips" && done(() => app.queue.openTip(undefined));
    case "search":
      return focus("search");
    case "queue":
      return focus("queue");
    case "keys":
      return done(() => app.showKeys(true));
    case "section": {
      const section = SECTIONS[act.place];
      return section !== undefined && done(() => app.goTo(section));
    }
    case "focus":
      return app.section === "tips" && app.queue.open !== undefined && focus(act.field);
    default:
      return app.section === "tips" && review(app, act);
  }
}

/** To the tip that is open, and kept. */
function review(
  app: App,
  act: Extract<KeyAct, { act: "keep" | "mine" | "source" | "information" }>,
): boolean {
  const row = app.queue.rowOf(app.queue.open);
  if (!row) return false;
  const tip = row.tip.id;
  if (act.act === "keep") return !row.kept && done(() => void app.casebook.keep(row));
  if (!row.kept) return false;
  if (act.act === "mine") return done(() => app.casebook.act({ kind: "assigned", tip, to: app.reviewerKey }));
  const { source, information } = gradeOf(app, tip);
  const change = act.act === "source" ? { source: act.value } : { information: act.value };
  return done(() => app.casebook.act({ kind: "graded", tip, source, information, ...change }));
}

/** What a grade has that isn't changed now; where reviewers differ, the default, as in the form. */
function gradeOf(app: App, tip: WhatOf<"graded">["tip"]): Pick<WhatOf<"graded">, "source" | "information"> {
  const current = app.casebook.views.get(tip)?.grade ?? [];
  type Graded = Pick<WhatOf<"graded">, "source" | "information">;
  return app.casebook.pending("graded", tip) ?? agreed<Graded>(current, DEFAULTS) ?? DEFAULTS;
}

function done(work: () => void): true {
  work();
  return true;
}

function focus(id: string): boolean {
  const field = document.getElementById(id);
  field?.focus();
  return field !== null;
}

function whereIs(target: EventTarget | null): Where {
  if (document.querySelector("dialog[open]")) return "dialog";
  if (!(target instanceof HTMLElement)) return "page";
  if (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea")) return "typing";
  if (target.matches("select, [role=combobox], [role=option]:not(.row)")) return "choice";
  return target.closest("button, input, summary, a, .detail") ? "control" : "page";
}

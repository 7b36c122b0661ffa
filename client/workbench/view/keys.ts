import type { App } from "../app.ts";
import { actOf, isSave, type KeyAct, type Where } from "../keys/keys.ts";
import { SECTIONS } from "../strings/strings.ts";
import { picksOf } from "./triage/picks.ts";

/** Listens to the keys of `keys/keys.ts`; `?` shows what they do. */
export function listenToKeys(app: App): void {
  document.addEventListener("keydown", (event) => {
    if (isSave(event)) {
      // The browser's own would write what is on the page to a disk, in the clear.
      event.preventDefault();
      if (app.reviewer && app.casebook.canSave) void app.casebook.save();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (!app.reviewer || app.exports.dossier) return;
    const act = actOf(event, whereIs(event.target, app));
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
    case "filters":
      return app.section === "tips" && done(() => (app.filtersShown = !app.filtersShown));
    case "select": {
      const { at } = app.queue;
      return app.section === "tips" && at !== undefined && done(() => app.queue.select(at));
    }
    case "queue":
      return focus("queue");
    case "keys":
      return done(() => (app.keysShown = true));
    case "section": {
      const section = SECTIONS[act.place];
      return section !== undefined && done(() => app.goTo(section));
    }
    case "undo":
      return app.casebook.last !== null && done(() => void app.triage.undo());
    case "focus":
      return app.section === "tips" && app.queue.open !== undefined && focusInReview(app, act.field);
    default:
      return app.section === "tips" && review(app, act);
  }
}

type ReviewAct = Extract<
  KeyAct,
  { act: "keep" | "aside" | "mine" | "source" | "information" | "pick" | "value" }
>;

/** To the tip that is open. */
function review(app: App, act: ReviewAct): boolean {
  const row = app.queue.rowOf(app.queue.open);
  if (!row) return false;
  const { triage } = app;
  const tip = row.tip.id;
  switch (act.act) {
    case "keep":
      return done(() => void triage.keepAndGoOn(row));
    case "aside":
      return done(() => void triage.setAsideAndGoOn(row));
    case "mine":
      return done(() => void triage.say(row, { kind: "assigned", tip, to: app.reviewerKey }));
    case "source":
      return done(() => void triage.grade(row, { source: act.value }));
    case "information":
      return done(() => void triage.grade(row, { information: act.value }));
    case "pick":
      return done(() => triage.pick(act.field));
    case "value": {
      const picked = triage.picking && act.place !== null && picksOf(app, triage.picking, tip)[act.place];
      if (picked) return done(() => void triage.say(row, picked.what));
      return done(() => triage.pick(undefined));
    }
  }
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

/** Where the review isn't beside the tip, it is opened first. */
function focusInReview(app: App, id: string): boolean {
  if (!focus(id)) return false;
  if (document.activeElement?.id === id) return true;
  app.reviewShown = true;
  requestAnimationFrame(() => requestAnimationFrame(() => focus(id)));
  return true;
}

function whereIs(target: EventTarget | null, { triage }: App): Where {
  if (document.querySelector("dialog[open]")) return "dialog";
  if (!(target instanceof HTMLElement)) return "page";
  if (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea")) return "typing";
  if (target.matches("select, [role=combobox], [role=option]:not(.row)")) return "choice";
  if (triage.picking) return "picking";
  return target.closest("button, input, summary, a, .detail") ? "control" : "page";
}

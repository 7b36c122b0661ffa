import { type EntityId, isEntityId, type TipId } from "../../casebook/names.ts";
import type { App } from "../app.ts";
import { designationOf } from "../queue/designation.ts";

/** How a tip, a station or an incident is called among the reviewers; never in an export. */
export function calledHere(app: App, about: TipId | EntityId): string {
  if (!isEntityId(about)) return app.queue.rowOf(about)?.designation ?? designationOf(about).words;
  const titles = app.casebook.entities.get(about as EntityId)?.is.map(({ value }) => value.title) ?? [];
  return titles.length === 0 ? about.slice(0, 8) : titles.join(" / ");
}

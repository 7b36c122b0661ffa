import type { EntityId } from "../../casebook/names.ts";
import { agreed, type Current, type EntityView, type TipView } from "../../casebook/view.ts";
import type { WhatOf } from "../../casebook/what.ts";
import { harmlessLine } from "../../report/harmless.ts";
import type { Report } from "../../report/report.ts";

export const SORTS = ["station", "incident"] as const;

export type Sort = (typeof SORTS)[number];

export type NewEntity = Pick<WhatOf<"entity">, "sort" | "title" | "country" | "premises" | "summary">;

/** Longest title, in characters. */
export const MOST_TITLE = 64;

/** Every title that reviewers gave at once, as one line. */
export function titleOf({ is }: Pick<EntityView, "is">): string {
  return [...new Set(is.map(({ value }) => harmlessLine(value.title)))].join(" / ");
}

/** What it is by the first of the values that stand, if reviewers differ; undefined if it was never made. */
export function entityOf({ is }: Pick<EntityView, "is">): WhatOf<"entity"> | undefined {
  return agreed<WhatOf<"entity"> | undefined>(is, undefined) ?? is[0]?.value;
}

/** The tips that support it, each once. */
export function supportersOf({ tips }: Pick<EntityView, "tips">): readonly WhatOf<"supports">["tip"][] {
  return [...new Set(tips.map(({ value }) => value))].sort();
}

/** The entities that a tip supports, each once. */
export function supportedBy({ entities }: Pick<TipView, "entities">): readonly EntityId[] {
  return [...new Set((entities as Current<EntityId>).map(({ value }) => value))].sort();
}

/** What a title may hold: visible characters, no more than fit. */
export function harmlessLabel(typed: string): string {
  const visible = typed.replace(/[\p{C}\p{DI}\p{Z}]+/gu, " ").trim();
  return [...visible].slice(0, MOST_TITLE).join("").trim();
}

/** What a tip says of the station or the incident that it tells of; a person changes it. */
export function entityFrom(report: Report | null, sort: Sort, designation: string): NewEntity {
  const told = sort === "station" ? report?.station : report?.pressure;
  const { city = "", country = null } = told?.place ?? {};
  const name = sort === "station" ? (report?.station?.nameUsedOther ?? "") : "";
  const title = harmlessLabel([city, name].filter((part) => part.trim() !== "").join(" · "));
  const premises = sort === "station" ? [...new Set(report?.station?.premises)].sort() : [];
  return { sort, title: title === "" ? designation : title, country, premises, summary: "" };
}

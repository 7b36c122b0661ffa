import { unhidden } from "../../report/harmless.ts";
import { DEFAULTS, PAP, TLP } from "../handling.ts";
import { agreed, type CasebookView, type Current, deciding, type EntityView, type TipView } from "../view.ts";
import type { Case, Coarseness } from "./case.ts";
import type { Content } from "./content.ts";
import { exportedDate } from "./dates.ts";
import { narrowestPap, narrowestTlp } from "./permit.ts";
import { chosenPlace, exportedPlace } from "./places.ts";
import { tipTitle } from "./title.ts";

/** A case before it is known which others leave beside it. */
export type Alone = Omit<Case, "number" | "related">;

/** Texts of others leave with what hides in them written out. */
export function tipCase(tip: TipView, { report, text, translations }: Content, how: Coarseness): Alone {
  const { station = null, pressure = null } = report ?? {};
  const grade = agreed(tip.grade, { source: DEFAULTS.source, information: DEFAULTS.information });
  const matter = {
    station: exportedPlace(station?.place ?? null, chosenPlace(tip, "station"), how),
    incident: exportedPlace(pressure?.place ?? null, chosenPlace(tip, "pressure"), how),
    premises: station?.premises ?? [],
    pressure: [...(pressure?.family ?? []), ...(pressure?.direct ?? [])],
  };
  return {
    kind: "tip",
    title: tipTitle(matter, how.language),
    ...matter,
    premisesOther: unhidden(station?.premisesOther ?? ""),
    pressureOther: unhidden(pressure?.directOther ?? ""),
    bureaus: station?.linkedBureau ?? [],
    bureausOther: unhidden(station?.linkedBureauOther ?? ""),
    nameUsed: unhidden(station?.nameUsedOther || (station?.nameUsed ?? "")),
    since: exportedDate(station?.since ?? null, how),
    when: exportedDate(pressure?.when ?? null, how),
    text: unhidden(text),
    translations: translations.map((one) => ({ ...one, text: unhidden(one.text) })),
    grade: grade ? grade.source + grade.information : "",
    verification: agreed(tip.verification, DEFAULTS.verification) ?? "",
    consent: report?.consent ?? [],
    tlp: narrowestTlp(tip),
    pap: narrowestPap(tip),
    labels: how.audience === "internal" ? different(tip.labels) : [],
  };
}

export function entityCase(entity: EntityView, view: CasebookView, how: Coarseness): Alone {
  const said = deciding(entity.is).map(({ value }) => value);
  const agreedOn = <F extends "country" | "premises">(field: F) => {
    const [first, ...others] = said.map((one) => one[field]);
    return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
  };
  const kind = sortOf(entity);
  const country = agreedOn("country") ?? null;
  const inCountry = country && { country, region: "", city: "", address: "", precision: "country" as const };
  const place = exportedPlace(inCountry, agreed(entity.place, null) ?? null, how);
  const behind = entity.tips.flatMap(({ value }) => view.tips.get(value) ?? []);
  const [tlps, paps] = [behind.map(narrowestTlp), behind.map(narrowestPap)];
  return {
    kind,
    title: unhidden(said.map(({ title }) => title).join(" / ")),
    station: kind === "station" ? place : null,
    incident: kind === "incident" ? place : null,
    premises: agreedOn("premises") ?? [],
    premisesOther: "",
    pressure: [],
    pressureOther: "",
    bureaus: [],
    bureausOther: "",
    nameUsed: "",
    since: null,
    when: null,
    text: unhidden(said.map(({ summary }) => summary).join("\n\n")),
    translations: [],
    grade: "",
    verification: agreed(entity.verification, DEFAULTS.verification) ?? "",
    consent: [],
    tlp: TLP.find((colour) => tlps.includes(colour)) ?? DEFAULTS.tlp,
    pap: PAP.find((colour) => paps.includes(colour)) ?? DEFAULTS.pap,
    labels: how.audience === "internal" ? different(entity.labels) : [],
  };
}

/** A station where reviewers differ. */
export function sortOf({ is }: EntityView): "station" | "incident" {
  const sorts = deciding(is).map(({ value }) => value.sort);
  return sorts.includes("incident") && !sorts.includes("station") ? "incident" : "station";
}

function different(labels: Current<string>): string[] {
  return [...new Set(labels.map(({ value }) => value))].sort();
}

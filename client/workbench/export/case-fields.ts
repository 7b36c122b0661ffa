import type { Case } from "../../casebook/export/case.ts";
import { fieldsIn } from "../../casebook/export/export.ts";
import { type FieldName, fieldValue, isNothing } from "../../casebook/export/fields.ts";
import type { ExportForm } from "../../casebook/what.ts";
import { harmless } from "../../report/harmless.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import type { ExportStrings } from "../strings/export/strings.ts";
import { DOSSIER_FIELDS } from "./dossier.ts";

/** The fields of a case that a form holds; counts hold none. */
export function fieldsOf(form: ExportForm): readonly FieldName[] {
  if (form === "dossier") return DOSSIER_FIELDS;
  return form === "counts" ? [] : fieldsIn(form);
}

/** What a case says in the fields of a form, as texts that are safe to show. */
export function caseFields(
  one: Case,
  form: ExportForm,
  language: Language,
): readonly (readonly [FieldName, string])[] {
  return fieldsOf(form).flatMap((field) => {
    const value = fieldValue(one, field, language);
    if (isNothing(value)) return [];
    return [[field, harmless(Array.isArray(value) ? value.join(" · ") : `${value}`)] as const];
  });
}

const OF_PLACE = /^(station|incident)_(.*)$/;

/** What a person reads of a field. */
export function fieldLabel(field: FieldName, words: ExportStrings): string {
  const [, which, name] = OF_PLACE.exec(field) ?? [];
  const ofPlaces: Readonly<Record<string, string>> = words.placeFields;
  const places: Readonly<Record<string, string>> = words.places;
  const fields: Readonly<Record<string, string>> = words.fields;
  return which && name
    ? words.fieldOfPlace(places[which] ?? "", ofPlaces[name] ?? "")
    : (fields[field] ?? "");
}

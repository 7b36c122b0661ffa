import { utf8 } from "../../../crypto/bytes.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import type { Case } from "./case.ts";
import { FIELD_NAMES, type FieldName, fieldValue } from "./fields.ts";
import type { ExportFile } from "./files.ts";
import { tipTitle } from "./title.ts";

type Which = "station" | "incident";

/** Not on a map. */
const LEFT_OUT: readonly FieldName[] = ["labels", "related", "related_titles", "text", "translation"];

export const GEOJSON_FIELDS = FIELD_NAMES.filter((name) => !LEFT_OUT.includes(name));

/**
 * cases.geojson (RFC 7946): a feature for each place of a case, with how fine its position is, and one without a
 * geometry for a case that has no place.
 */
export function geoJsonFile(cases: readonly Case[], language: Language): ExportFile {
  const features = cases.flatMap((one) => partsOf(one, language).map((part) => featureOf(part, language)));
  const text = JSON.stringify({ type: "FeatureCollection", features });
  return { name: "cases.geojson", bytes: utf8(`${text}\n`) };
}

/** What a case says of one place. */
interface Part {
  readonly one: Case;
  readonly which: Which | null;
}

/** Of two places each bears what is said of it alone: no pin says what is at the other. */
function partsOf(one: Case, language: Language): readonly Part[] {
  const { station, incident } = one;
  if (!station || !incident) return [{ one, which: station ? "station" : incident ? "incident" : null }];
  const stationAlone = { pressure: [], pressureOther: "", when: null, incident: null };
  const incidentAlone = { premises: [], premisesOther: "", since: null, station: null };
  const withoutWho = { bureaus: [], bureausOther: "", nameUsed: "" };
  const pressed = { ...one, ...incidentAlone, ...withoutWho };
  return [
    { one: { ...one, ...stationAlone }, which: "station" },
    { one: { ...pressed, title: tipTitle(pressed, language) }, which: "incident" },
  ];
}

function featureOf({ one, which }: Part, language: Language) {
  const chosen = which && one[which]?.chosen;
  const prefix = `${which}_`;
  const names = GEOJSON_FIELDS.filter(
    (name) => name.startsWith(prefix) || !/^(station|incident)_/.test(name),
  );
  return {
    type: "Feature",
    geometry: chosen ? { type: "Point", coordinates: [chosen.lon, chosen.lat] } : null,
    properties: {
      place_of: which,
      ...Object.fromEntries(
        names.map((name) => [
          name.startsWith(prefix) ? name.slice(prefix.length) : name,
          fieldValue(one, name, language),
        ]),
      ),
    },
  };
}

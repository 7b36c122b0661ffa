import { type Of, orNull, record } from "../../crypto/documents/canonical.ts";
import { text } from "../../crypto/documents/fields.ts";
import { INTERNAL_ONLY, settleConsent } from "./consent.ts";
import { dateIn } from "./date.ts";
import { code, codes, type Known } from "./fields.ts";
import { placeIn, settlePlace } from "./place.ts";
import { type Code, codesOf, inOrder } from "./vocabulary/codes.ts";

const stationIn = (known: Known) =>
  record(() => ({
    premises: codes(known, "premises"),
    /** Only with "other" among `premises`. */
    premisesOther: text,
    nameUsed: orNull(code(known, "nameUsed")),
    /** Only if `nameUsed` is "other". */
    nameUsedOther: text,
    linkedBureau: codes(known, "linkedBureau"),
    /** Only with "other" among `linkedBureau`. */
    linkedBureauOther: text,
    place: orNull(placeIn(known)),
    since: orNull(dateIn(known)),
  }));

export interface Station extends Of<ReturnType<typeof stationIn>> {}

const pressureIn = (known: Known) =>
  record(() => ({
    family: codes(known, "pressureFamily"),
    direct: codes(known, "pressureDirect"),
    /** Only with "other" among `direct`. */
    directOther: text,
    place: orNull(placeIn(known)),
    when: orNull(dateIn(known)),
  }));

export interface Pressure extends Of<ReturnType<typeof pressureIn>> {}

/** Whether it is settled, is found by writing it again. */
export const reportIn = (known: Known) =>
  record(() => ({
    /** There if the report is about a covert station, even if nothing more is said of it. */
    station: orNull(stationIn(known)),
    /** There if the report is about pressure on a person. A report can be about both. */
    pressure: orNull(pressureIn(known)),
    relationship: orNull(code(known, "relationship")),
    basis: codes(known, "basis"),
    certainty: orNull(code(known, "certainty")),
    need: orNull(code(known, "need")),
    /** Never empty: "internal" alone, or what else is allowed. */
    consent: codes(known, "consent"),
    narrative: text,
  }));

/**
 * What a source tells. Everything is optional, and what wasn't said has one form: null for a choice, a part, a
 * place or a date, an empty list, an empty text.
 */
export interface Report extends Of<ReturnType<typeof reportIn>> {}

export const EMPTY_REPORT: Report = {
  station: null,
  pressure: null,
  relationship: null,
  basis: [],
  certainty: null,
  need: null,
  consent: INTERNAL_ONLY,
  narrative: "",
};

export const EMPTY_STATION: Station = {
  premises: [],
  premisesOther: "",
  nameUsed: null,
  nameUsedOther: "",
  linkedBureau: [],
  linkedBureauOther: "",
  place: null,
  since: null,
};

export const EMPTY_PRESSURE: Pressure = { family: [], direct: [], directOther: "", place: null, when: null };

/** What the report is about. */
export function kindsOf(report: Report): readonly Code<"kind">[] {
  return codesOf("kind").filter((kind) => report[kind] !== null);
}

/**
 * Whether there is anything to send: a narrative, or any one choice. Consent alone is none: it only says
 * what may be done with the rest.
 */
export function saysSomething(report: Report): boolean {
  const { relationship, certainty, need, basis } = report;
  const chosen = relationship ?? certainty ?? need ?? basis[0];
  return report.narrative.trim() !== "" || kindsOf(report).length > 0 || chosen !== undefined;
}

/**
 * The report in its one form, which is what is sent and what has to be shown before: lists in the order of the
 * vocabulary and without repeats, no text whose choice is gone, nothing of a place finer than its precision.
 */
export function settleReport(report: Report): Report {
  return {
    station: report.station && settleStation(report.station),
    pressure: report.pressure && settlePressure(report.pressure),
    relationship: report.relationship,
    basis: inOrder("basis", report.basis),
    certainty: report.certainty,
    need: report.need,
    consent: settleConsent(report.consent),
    narrative: report.narrative.trim() === "" ? "" : report.narrative,
  };
}

function settleStation(station: Station): Station {
  return {
    premises: inOrder("premises", station.premises),
    premisesOther: textIf(station.premises.includes("other"), station.premisesOther),
    nameUsed: station.nameUsed,
    nameUsedOther: textIf(station.nameUsed === "other", station.nameUsedOther),
    linkedBureau: inOrder("linkedBureau", station.linkedBureau),
    linkedBureauOther: textIf(station.linkedBureau.includes("other"), station.linkedBureauOther),
    place: settlePlace(station.place),
    since: station.since,
  };
}

function settlePressure(pressure: Pressure): Pressure {
  return {
    family: inOrder("pressureFamily", pressure.family),
    direct: inOrder("pressureDirect", pressure.direct),
    directOther: textIf(pressure.direct.includes("other"), pressure.directOther),
    place: settlePlace(pressure.place),
    when: pressure.when,
  };
}

function textIf(chosen: boolean, text: string): string {
  return chosen ? text.trim() : "";
}

import { CONSENTS_TO_CONFIRM, INTERNAL_ONLY } from "../../report/consent.ts";
import { narrows } from "../../report/narrowing.ts";
import { needsOffered } from "../../report/need.ts";
import { codesOf, type Group, type Labels } from "../../report/vocabulary/codes.ts";
import { wordsOf } from "../../report/vocabulary/languages.ts";
import type { NoScriptStrings } from "./strings/strings.ts";

/** Nobody can be answered on the no-script pages. */
const REPLIES = false;

/** The page's questions, in the page's words, as a text to be filled in. */
export function reportTemplate({ language, template: strings }: NoScriptStrings): string {
  const { labels, fields } = wordsOf(language);
  const ask = strings.question;
  const options = <G extends Group>(group: G) => optionsOf(group, labels);
  const place = [ask(fields.place, strings.placeHint), ""];
  const needs = needsOffered(REPLIES).map((code) => `[ ] ${labels.need[code]}`);
  const consents = codesOf("consent").map((code) => {
    const hint = CONSENTS_TO_CONFIRM.includes(code) ? strings.notRecalled : "";
    return `[${INTERNAL_ONLY.includes(code) ? "x" : " "}] ${labels.consent[code]}${hint}`;
  });
  return [
    ...strings.introduction,
    ["", `# ${strings.kind}`, ...options("kind"), ""],
    [`# ${labels.kind.station}`, ask(fields.premises), ...options("premises"), ""],
    [ask(fields.nameUsed), ...options("nameUsed"), ""],
    [ask(fields.linkedBureau), ...options("linkedBureau"), ""],
    [...place, ask(fields.since, strings.dateHint), ""],
    [`# ${labels.kind.pressure}`, ask(fields.family), ...options("pressureFamily"), ""],
    [ask(fields.direct), ...options("pressureDirect"), ""],
    [...place, ask(fields.when, strings.dateHint), ""],
    [`# ${fields.about}`, ask(fields.relationship), ...options("relationship"), ""],
    [ask(fields.basis), ...options("basis"), ""],
    [ask(fields.certainty), ...options("certainty"), ""],
    [ask(fields.need), ...needs, ""],
    [ask(fields.consent), ...consents, ""],
    [`# ${fields.narrative}`, ""],
  ]
    .flat()
    .join("\n");
}

/** A box for each code; a star where it narrows down who is writing. */
function optionsOf<G extends Group>(group: G, labels: Labels): string[] {
  return codesOf(group).map((code) => `[ ] ${labels[group][code]}${narrows(group, code) ? " *" : ""}`);
}

import type { Acts, Finding } from "../../casebook/chain.ts";
import { viewOf } from "../../casebook/fold.ts";
import { publicationsOf } from "../../casebook/releases.ts";
import { harmlessLine } from "../../report/harmless.ts";
import { counted } from "../say.ts";

const SENTENCES: Readonly<Record<Finding["code"], string>> = {
  "line-malformed": "is no signed act: it counts for nothing",
  "act-malformed": "is an act that this version doesn't know: it counts for nothing here",
  "act-foreign": "belongs to another instance: it counts for nothing",
  "signature-foreign": "was signed by somebody else than it says: it is forged, and counts for nothing",
  "signature-invalid": "has a signature that doesn't match: it is forged or damaged, and counts for nothing",
  "reviewer-unknown":
    "is by nobody in the rosters given: give the roster that this reviewer was in, or, if the anchor has moved since, let your vault follow, in keys.html",
  "reviewer-left":
    "is by somebody whom the newest roster doesn't list, and nobody of today has seen it: it counts for nothing until one of you accepts it (casebook merge --accept)",
  "previous-missing": "follows an act that is missing: ask the others for their copy",
  "previous-foreign": "follows an act of somebody else: it is in doubt",
  "out-of-order": "has a number that doesn't follow: it is in doubt",
  fork: "stands beside another that follows the same one: both are in doubt",
  "head-missing": "names acts of others that are missing: ask the others for their copy",
};

/** How many acts count, what is wrong, what waits for a second reviewer, and by whom acts of those who left count, a line each. */
export function linesAbout(acts: Acts): string[] {
  const { signed, findings } = acts;
  const { ruling, accepted, vouched, ...view } = viewOf(acts);
  const reviewers = new Set(signed.map(({ act }) => act.reviewer)).size;
  return [
    `${counted(signed.length, "act")} by ${counted(reviewers, "reviewer")} ${signed.length === 1 ? "counts" : "count"}; ${counted(findings.length, "finding")}.`,
    ...findings.map(({ code, digest, act, others }) => {
      const name = digest ? `act ${digest.slice(0, 16)}` : "a line";
      const says = act
        ? ` (${act.what.kind}, number ${act.number}, said to be by ${act.reviewer.slice(0, 16)})`
        : "";
      const which = others.length > 0 ? `: ${others.map((other) => other.slice(0, 16)).join(", ")}` : "";
      return `  ${code}  ${name}${says} ${SENTENCES[code]}${which}`;
    }),
    ...(ruling.reviewers === 1 ? [] : ["Exceptions take two reviewers here."]),
    ...publicationsOf(view).flatMap(({ by, on, disowned }) =>
      disowned.map(
        (said) =>
          `  ${said.by.slice(0, 16)} says, on ${said.on}, that what ${by.slice(0, 16)} published on ${on} is none of ours; it waits for a second reviewer (workbench, "Export"): ${harmlessLine(said.value.why)}`,
      ),
    ),
    ...accepted.map(
      ({ value, by, on }) =>
        `  ${by.slice(0, 16)} accepted, on ${on}, ${counted(value.acts.length, "act")} by somebody who had left: ${harmlessLine(value.why)}`,
    ),
    ...vouched.map(
      ({ left, by, acts, last }) =>
        `  ${left.slice(0, 16)} has left; of theirs count, since ${by.slice(0, 16)} had seen them: ${counted(acts, "act")}, named last on ${last}. If that is later than they left, ask ${by.slice(0, 16)} how they came.`,
    ),
  ];
}

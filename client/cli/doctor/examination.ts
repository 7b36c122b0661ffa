import { pushAll } from "../../../crypto/lists.ts";
import { runAsOwner } from "../as-owner.ts";
import { counted } from "../say.ts";
import { type Finding, fine, warning, wrong } from "./finding.ts";

/** What the server's own code says of its settings, documents and databases: see server/upkeep/examine.ts. */
export interface Examination {
  readonly refusal?: string;
  readonly told: readonly string[];
  readonly settings?: {
    readonly listen: Place;
    readonly courierListen?: Place;
    readonly courierNames: readonly string[];
    readonly circuits: boolean;
    readonly room: number;
    readonly retentionDays: number;
    readonly eraseAfterDays: number;
  };
  readonly roster?: {
    readonly sequence: number;
    readonly begins: string | null;
    readonly demo: boolean;
    readonly couriers: number;
    readonly days: number;
    readonly currencyDays: number;
    readonly missing: string | null;
    readonly currencyPassed: number | null;
  };
  readonly databases: readonly { readonly name: string; readonly verdict: string }[];
  readonly damaged: readonly { readonly name: string; readonly readable: number }[];
  readonly letters: { readonly bags: number; readonly broken: readonly string[] };
  readonly newestClosedDay?: string;
  readonly spoolBytes?: number;
  readonly copies: "none" | "in-use" | "left";
}

export type Place = { readonly host: string; readonly port: number } | { readonly socket: string };

/** Examines a data folder, with these settings. @throws CliError server-failed */
export async function examine(
  data: string,
  settings: ReadonlyMap<string, string>,
  deep: boolean,
): Promise<Examination> {
  const all = { ...Object.fromEntries(settings), NIGHTJAR_DATA: data };
  const otherwise = `The data folder ${data} could not be examined.`;
  return (await runAsOwner(data, "examine", deep ? ["--deep"] : [], otherwise, all)) as Examination;
}

/** What the documents say of the days to come. */
export function checkDocuments({ refusal, told, roster }: Examination): Finding[] {
  if (refusal !== undefined)
    return [wrong("server", refusal, "The server does not start before that is put right.")];
  const findings = [fine("server", "The server would start with these settings and documents.")];
  for (const sentence of new Set(told)) {
    findings.push(
      warning(
        "documents",
        sentence,
        "Put the right file there, or put right who may read it, or take it away.",
      ),
    );
  }
  if (roster) pushAll(findings, checkRoster(roster));
  return findings;
}

function checkRoster(roster: NonNullable<Examination["roster"]>): Finding[] {
  const { sequence, begins, days, currencyDays, currencyPassed, couriers, demo, missing } = roster;
  const publish = "Ask the stewards for the next rosters, and publish them.";
  const findings = [
    missing !== null
      ? wrong("roster-begun", missing, "The server starts all the same, and couriers can fetch.")
      : begins === null
        ? fine("roster-begun", "The roster is in force: sources can hand in.")
        : warning(
            "roster-begun",
            `Roster ${sequence} begins on ${begins}: until then the page says so, and sources can hand in nothing.`,
            "Wait for that day, or ask the stewards for a roster that begins earlier.",
          ),
    days < 7
      ? wrong("roster-days", `The signed rosters end in ${inDays(days)}.`, publish)
      : days < 14
        ? warning("roster-days", `The signed rosters end in ${inDays(days)}.`, publish)
        : fine("roster-days", `Signed rosters last ${inDays(days)}.`),
    currencyPassed === null
      ? warning(
          "currency-days",
          `Nobody has called roster ${sequence} current yet.`,
          "Ask any steward for that, in the fortnight before it begins, and publish it.",
        )
      : currencyPassed >= 0.75
        ? warning(
            "currency-days",
            `The word that the roster is current has passed three quarters of its life, and ends in ${inDays(currencyDays)}.`,
            "Ask any steward to call it current, and publish that.",
          )
        : fine("currency-days", `The word that the roster is current lasts ${inDays(currencyDays)}.`),
    couriers === 0
      ? warning(
          "couriers",
          "No courier is in force: nobody can fetch envelopes.",
          "Publish the annex of the roster in force, with two couriers or more.",
        )
      : couriers === 1
        ? warning(
            "couriers",
            "One courier is in force: what that one loses is lost for good once it is erased.",
            "Have the stewards name a second courier.",
          )
        : fine("couriers", `${couriers} couriers are in force.`),
  ];
  if (demo)
    findings.push(warning("demo", "This is a demo, for trying only.", "Never let a real tip be sent here."));
  return findings;
}

function inDays(count: number): string {
  return count === 0 ? "less than a day" : counted(count, "day");
}

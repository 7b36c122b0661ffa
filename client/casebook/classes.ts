import type { Report } from "../report/report.ts";
import type { Code } from "../report/vocabulary/codes.ts";
import { REVIEWING_CODES, type ReviewingCode } from "../report/vocabulary/reviewing/codes.ts";

/** One of Freedom House's four methods of transnational repression. */
export type PressureClass = ReviewingCode<"fhClass">;

type PressureCode = Code<"pressureFamily"> | Code<"pressureDirect">;

/**
 * Which method a code is a case of, after Freedom House, "Out of Sight, Not Out of Reach" (2021).
 * SPEC.md, "Classes of pressure". Null: the code doesn't say.
 */
export const CLASS_OF: Readonly<Record<PressureCode, PressureClass | null>> = {
  fam_threat: "distance",
  fam_police_visit: "distance",
  fam_summoned_detained: "distance",
  edu_denied: "distance",
  utilities_cut: "distance",
  hukou_frozen: "distance",
  bank_sim_frozen: "distance",
  benefits_cut: "distance",
  job_vetting: "distance",
  home_sealed_or_marked: "distance",
  fam_exit_ban: "distance",
  call_as_leverage: "distance",
  persuade_contact: "distance",
  video_interrogation: "distance",
  guarantor_contacted: "distance",
  visit_in_person: "direct_attack",
  surveillance_following: "direct_attack",
  told_to_inform: "distance",
  death_threat: "distance",
  assault: "direct_attack",
  kidnap_or_attempt: "direct_attack",
  lured_third_country: "direct_attack",
  travel_doc_refused: "mobility",
  interpol_or_extradition: "coopt_host",
  host_state_detained: "coopt_host",
  online_abuse_doxxing: "distance",
  hacking_phishing: "distance",
  money_demanded: "distance",
  other: null,
};

/** The methods that a report's own choices are cases of, in the order of the vocabulary, each once; often none. */
export function classesOf({ pressure }: Report): readonly PressureClass[] {
  const codes: readonly PressureCode[] = [...(pressure?.family ?? []), ...(pressure?.direct ?? [])];
  const found = new Set(codes.map((code) => CLASS_OF[code]));
  return REVIEWING_CODES.fhClass.filter((one) => found.has(one));
}

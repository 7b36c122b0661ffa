import type { Acts } from "./chain.ts";
import { Drafts } from "./drafts.ts";
import { Fields } from "./fields.ts";
import { applyAct } from "./rules.ts";
import { hideUnverified, unverifiedIn } from "./unverified.ts";
import type { CasebookView } from "./view.ts";

/**
 * What the acts say together. An act supersedes the values that its reviewer had seen, and no others; what an act
 * in doubt says is shown beside the rest and supersedes nothing; a redaction hides, whoever it is by.
 */
export function viewOf(acts: Acts): CasebookView {
  const { signed, past } = acts;
  const drafts = new Drafts();
  const fields = new Fields(past);
  for (const act of signed) applyAct(act, drafts, fields);
  hideUnverified(acts, drafts);
  return { ...drafts.view(), unverified: unverifiedIn(acts) };
}

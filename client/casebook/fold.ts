import type { Acts } from "./chain.ts";
import { Drafts } from "./drafts.ts";
import { Fields } from "./fields.ts";
import { applyAct } from "./rules.ts";
import type { CasebookView } from "./view.ts";

/**
 * What the acts say together. An act supersedes the values that its reviewer had seen, and no others; what an act
 * in doubt says is shown beside the rest and supersedes nothing.
 */
export function viewOf({ signed, past }: Acts): CasebookView {
  const drafts = new Drafts();
  const fields = new Fields(past);
  for (const act of signed) applyAct(act, drafts, fields);
  return drafts.view();
}

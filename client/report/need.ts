import { type Code, codesOf } from "./vocabulary/codes.ts";

type Need = Code<"need">;

/** Needs that promise contact. */
export const NEEDS_WITH_REPLY: readonly Need[] = ["advice", "support_referral"];

/** Needs before which the page shows where to turn, since nobody reads a tip at once. */
export const NEEDS_ELSEWHERE_FIRST: readonly Need[] = ["danger_now"];

/** What a page may offer: nothing that promises contact, unless it can take replies. */
export function needsOffered(replies: boolean): readonly Need[] {
  return codesOf("need").filter((need) => replies || !NEEDS_WITH_REPLY.includes(need));
}

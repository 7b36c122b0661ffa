import type { ReviewerKey } from "../../casebook/names.ts";
import type { Publication } from "../../casebook/releases.ts";
import type { Lists } from "../worker/casebook-messages.ts";

/** The ids of the fields in which a reason is typed, for what needs one. */
export const DROP = "drop";

export function acceptId(left: ReviewerKey): string {
  return `accept-${left.slice(0, 16)}`;
}

export function disownId({ acts: [first] }: Publication): string {
  return `disown-${first?.slice(0, 16)}`;
}

/** For what a reason is asked now. */
export function reasonsAsked({
  unverified,
  publications,
}: Pick<Lists, "unverified" | "publications">): ReadonlySet<string> {
  const left = unverified.flatMap(({ code, said }) => (code === "reviewer-left" && said ? said.by : []));
  return new Set([
    ...(unverified.length > 0 ? [DROP] : []),
    ...left.map(acceptId),
    ...publications.map(disownId),
  ]);
}

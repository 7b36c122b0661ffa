import { useEffect, useState } from "preact/hooks";
import { dayOf, instantOf, SECONDS_PER_DAY } from "../../../../crypto/documents/instant.ts";
import type { View } from "../../../browser/view/controls.tsx";
import type { Review } from "../../../ceremony/review-draft.ts";
import { Changes } from "./changes.tsx";
import { DayTick, Due, type DueProps } from "./due.tsx";

/** The draft as it is before one signs it: alarms first, then what it changes. */
export function Sign(part: DueProps): View {
  const { host, ceremony, work, isDayRight } = part;
  const { sign: words } = host.strings.steward;
  const [reviewed, setReviewed] = useState<Review | undefined>(undefined);
  useEffect(() => {
    void host.attempt(async () => setReviewed(await host.ask("stewardReview", { file: ceremony.file })));
  }, [ceremony.file]);
  const ready = reviewed !== undefined && reviewed.alarms.length === 0 && isDayRight;
  const run = () => work((file) => host.ask("stewardSign", { file }));
  return (
    <Due part={part} act={{ label: words.act, ready, run }}>
      <DraftLine {...part} />
      {reviewed ? <Changes strings={host.strings} reviewed={reviewed} /> : null}
      <p>{words.aloud}</p>
      <DayTick {...part} />
    </Due>
  );
}

/** What the open draft is, and how many have signed it. */
export function DraftLine({ host, ceremony }: DueProps): View | null {
  const { sign: words, table } = host.strings.steward;
  const { draft } = ceremony.standing;
  if (!draft) return null;
  const { from, to, begins } = draft;
  const what = from !== undefined && to !== undefined ? words.open(dayOf(from), dayOf(to)) : words.move;
  const days = begins && Math.ceil((begins - instantOf(Date.now())) / SECONDS_PER_DAY);
  return (
    <div class="fields">
      <p>{host.strings.together(what, words.count(draft.signed, draft.needed))}</p>
      {begins && days ? <p class="slow">{table.begins(days, dayOf(begins))}</p> : null}
    </div>
  );
}

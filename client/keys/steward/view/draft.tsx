import { useState } from "preact/hooks";
import type { Letters } from "../../../../crypto/documents/roster.ts";
import { Choice, type Option, type View } from "../../../browser/view/controls.tsx";
import type { StewardStrings } from "../../strings/steward/strings.ts";
import type { Standing } from "../model/standing.ts";
import { DayTick, Due, type DueProps } from "./due.tsx";
import type { PartProps } from "./part.ts";

/** Before anything is signed, or when the next rosters are due. */
export function Draft(part: DueProps): View {
  const { host, ceremony } = part;
  const { draft: words } = host.strings.steward;
  const { reviewers, couriers } = ceremony.standing;
  const [asked, ask] = useState(firstAsked(ceremony.standing.rosters));
  const act = {
    label: words.act,
    ready: isReady(part, asked),
    run: () => runDraft(part, asked),
  };
  return (
    <Due part={part} act={act}>
      <p>{words.people(reviewers.length, couriers.length)}</p>
      <DraftFields part={part} asked={asked} ask={ask} />
      <DayTick {...part} />
    </Due>
  );
}

export interface AskedDraft {
  /** `on` goes on where the signed rosters end. */
  readonly from: string;
  readonly months: string;
  /** `on` is as before; empty as long as nobody has chosen. */
  readonly letters: string;
}

export const firstAsked = (rosters: number): AskedDraft =>
  rosters > 0 ? { from: "on", months: "3", letters: "on" } : { from: "0", months: "3", letters: "" };

const WEEKS = ["0", "1", "2", "3", "4", "6", "8"];
const MONTHS = ["1", "2", "3"];
/** Whoever has to go while the next quarter is signed already goes from the rest of this month and that quarter. */
const ANEW = [...MONTHS, "4"];
const LETTERS = [0, 1, 2] as const;

export function isReady({ ceremony, isDayRight }: PartProps, { letters }: AskedDraft): boolean {
  return isDayRight && letters !== "" && ceremony.standing.reviewers.length > 0 && !ceremony.standing.draft;
}

export function runDraft({ host, work }: PartProps, asked: AskedDraft): void {
  const weeks = asked.from === "on" ? undefined : Number(asked.from);
  const letters = asked.letters === "on" ? undefined : (Number(asked.letters) as Letters);
  work((file) => host.ask("stewardDraft", { file, weeks, months: Number(asked.months), letters }));
}

export interface DraftFieldsProps {
  readonly part: PartProps;
  readonly asked: AskedDraft;
  readonly ask: (asked: AskedDraft) => void;
}

/** When it begins, how long it lasts, whether sources are answered: picked, never typed. */
export function DraftFields({ part: { host, ceremony }, asked, ask }: DraftFieldsProps): View {
  const { draft: words } = host.strings.steward;
  const on = ceremony.standing.rosters > 0 ? [{ value: "on", text: words.goOn }] : [];
  const months = ceremony.standing.rosters > 0 ? ANEW : MONTHS;
  const weeks = WEEKS.map((value) => ({
    value,
    text: value === "0" ? words.today : words.inWeeks(Number(value)),
  }));
  return (
    <div class="fields">
      <Choice
        id="from"
        label={words.from}
        value={asked.from}
        options={[...on, ...weeks]}
        choose={(from) => ask({ ...asked, from })}
      />
      <Choice
        id="months"
        label={words.months}
        value={asked.months}
        options={months.map((value) => ({ value, text: words.count(Number(value)) }))}
        choose={(months) => ask({ ...asked, months })}
      />
      <Choice
        id="letters"
        label={words.letters.heading}
        value={asked.letters}
        options={lettersOptions(ceremony.standing, words.letters)}
        choose={(letters) => ask({ ...asked, letters })}
      />
      <p class="hint">{words.letters.hint}</p>
    </div>
  );
}

function lettersOptions(
  { letters: before, reviewers }: Standing,
  words: StewardStrings["draft"]["letters"],
): Option<string>[] {
  const first =
    before === undefined
      ? { value: "", text: words.unsaid }
      : { value: "on", text: words.asBefore(words.signers[before]) };
  const others = LETTERS.filter((count) => count <= reviewers.length && count !== before);
  return [first, ...others.map((count) => ({ value: String(count), text: words.signers[count] }))];
}

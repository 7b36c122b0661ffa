import { CeremonyError, type CeremonyErrorCode } from "./errors.ts";

/** Reasons not to sign a draft, and what each is about: numbers, names, and times as `2027-01-01T00:00:00Z`. */
export interface AlarmValues {
  /** A check that the draft itself would have been refused by. */
  readonly refused: { readonly code: CeremonyErrorCode; readonly detail: string | undefined };
  // rosters
  readonly "roster-foreign": OfRoster;
  readonly fork: OfRoster;
  readonly "not-next": OfRoster & { readonly newest: number };
  readonly predecessor: OfRoster & { readonly before: number };
  readonly "not-joined": OfRoster;
  readonly "odd-end": OfRoster & { readonly end: string };
  readonly "first-version": OfRoster;
  readonly "oldest-page": OfRoster & { readonly page: number; readonly before: number };
  // who is in them
  readonly "number-taken": OfRoster & Whose;
  readonly "steward-key": OfRoster & { readonly number: number };
  readonly "no-card": OfRoster & Whose & { readonly key: string };
  readonly "other-keys": OfRoster & { readonly number: number; readonly handle: string };
  readonly "left-out": OfRoster & { readonly who: Role; readonly handle: string };
  // annexes
  readonly "annex-missing": OfRoster;
  readonly "annex-foreign": OfRoster;
  readonly "annex-elsewhere": OfRoster;
  readonly "annex-known": OfRoster;
  readonly "names-closed": OfRoster & { readonly code: string };
  readonly "names-unseeded": OfRoster;
  readonly "names-sealed-otherwise": OfRoster;
  readonly "names-other": OfRoster;
  // moves of the anchor
  readonly "move-no-card": { readonly key: string };
  readonly "move-more": object;
  readonly "move-one-alone": object;
}

/** What is in order, and still to be known. */
export interface WarningValues {
  readonly begins: { readonly days: number; readonly day: string };
  readonly "takes-place": { readonly from: string; readonly rosters: string; readonly count: number };
  readonly "gap-after": { readonly from: string };
  readonly gap: { readonly from: string; readonly to: string };
  readonly short: OfRoster & { readonly from: string; readonly to: string };
  readonly "mid-period": OfRoster & { readonly end: string };
  readonly "letters-need-all": object;
  readonly "one-steward": object;
  readonly "all-stewards": object;
}

interface OfRoster {
  readonly sequence: number;
}

interface Whose {
  readonly who: Role;
  readonly number: number;
}

type Role = "reviewer" | "courier";

type Remark<Values> = { [K in keyof Values]: { readonly kind: K } & Values[K] }[keyof Values];

export type Alarm = Remark<AlarmValues>;
export type Warning = Remark<WarningValues>;

/** A draft that isn't signed, and what of it is wrong. */
export class DraftAlarm extends CeremonyError {
  readonly alarm: Alarm;

  constructor(alarm: Alarm) {
    super("draft-alarm", alarm.kind);
    this.alarm = alarm;
  }
}

type WordsFor<Values> = { readonly [K in keyof Values]: (values: Values[K]) => string };

/** Each as a whole sentence, in one language. */
export interface RemarkWords {
  readonly alarms: WordsFor<Omit<AlarmValues, "refused">>;
  readonly warnings: WordsFor<WarningValues>;
}

/** @param refusal says what a check refused */
export function alarmText(
  alarm: Alarm,
  { alarms }: RemarkWords,
  refusal: (code: CeremonyErrorCode, detail: string | undefined) => string,
): string {
  if (alarm.kind === "refused") return refusal(alarm.code, alarm.detail);
  return (alarms[alarm.kind] as (values: Alarm) => string)(alarm);
}

export function warningText(warning: Warning, { warnings }: RemarkWords): string {
  return (warnings[warning.kind] as (values: Warning) => string)(warning);
}

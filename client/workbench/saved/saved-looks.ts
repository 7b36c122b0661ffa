import { parseDay } from "../../../protocol/day.ts";
import { PAP, TLP } from "../../casebook/handling.ts";
import { MARKS } from "../../opening/marks.ts";
import { isCountry } from "../../report/countries.ts";
import { isCode } from "../../report/vocabulary/codes.ts";
import { LANGUAGES } from "../../report/vocabulary/languages.ts";
import { REVIEWING_CODES } from "../../report/vocabulary/reviewing/codes.ts";
import type { Looking } from "../queue/desk.ts";
import { type Filter, NO_FILTER } from "../queue/filter.ts";
import { ORDERS } from "../queue/order.ts";

/** A way of looking at the queue that a person gave a name. */
export interface SavedLook {
  /** 1 to 60 characters, in one line. */
  readonly name: string;
  readonly looking: Looking;
}

export const MOST_LOOKS = 100;
const MOST_NAME = 60;
const MOST_QUERY = 200;

/** How the file's text begins; SPEC.md, "Saved filters". */
export const LOOKS_TYPE = "nightjar-filters/v1";

/** What can be saved of a filter: not what was chosen on a map, since that is some tips, and no question. */
type Kept = Omit<Filter, "among">;

const among = (values: readonly unknown[]) => (value: unknown) => values.includes(value);
const orNull = (fits: (value: unknown) => boolean) => (value: unknown) => value === null || fits(value);
const yesOrNo = among([true, false]);
const day = (value: unknown) => typeof value === "string" && isDay(value);

const CRITERIA: Readonly<Record<keyof Kept, (value: unknown) => boolean>> = {
  status: orNull(among(REVIEWING_CODES.status)),
  priority: orNull(among(REVIEWING_CODES.priority)),
  kind: orNull((value) => value === "by-hand" || isCode("kind", value)),
  method: orNull(among(REVIEWING_CODES.fhClass)),
  country: orNull(isCountry),
  need: orNull((value) => isCode("need", value)),
  language: orNull(among(LANGUAGES)),
  untranslated: (value) => value === undefined || among(LANGUAGES)(value),
  label: orNull((value) => isLine(value, 100)),
  source: orNull(among(REVIEWING_CODES.sourceReliability)),
  information: orNull(among(REVIEWING_CODES.infoCredibility)),
  verification: orNull(among(REVIEWING_CODES.verification)),
  tlp: orNull(among(TLP)),
  pap: orNull(among(PAP)),
  assigned: orNull(
    (value) => value === "nobody" || (typeof value === "string" && /^[0-9a-f]{64}$/.test(value)),
  ),
  mark: orNull(among(MARKS)),
  place: orNull(among(["chosen", "open"])),
  from: orNull(day),
  to: orNull(day),
  files: yesOrNo,
  alarms: yesOrNo,
  unread: yesOrNo,
  mine: yesOrNo,
  kept: yesOrNo,
  differing: yesOrNo,
  aside: yesOrNo,
};

const NAMES = Object.keys(CRITERIA) as (keyof Kept)[];

export function isLookName(name: string): boolean {
  return isLine(name, MOST_NAME) && name.trim() === name;
}

/** JSON in its one form (SPEC.md, "Saved filters"): what it makes, `parseLooks` accepts. */
export function encodeLooks(looks: readonly SavedLook[]): string {
  return JSON.stringify({
    type: LOOKS_TYPE,
    filters: looks.map(({ name, looking }) => ({
      name,
      query: looking.query.slice(0, MOST_QUERY),
      order: looking.order,
      filter: Object.fromEntries(
        NAMES.filter((criterion) => criterion !== "untranslated" || looking.filter[criterion] !== null).map(
          (criterion) => [criterion, looking.filter[criterion]],
        ),
      ),
    })),
  });
}

/** What `encodeLooks` made; undefined for anything else. */
export function parseLooks(text: string): readonly SavedLook[] | undefined {
  const looks = looksIn(orUndefined(text));
  return looks && encodeLooks(looks) === text ? looks : undefined;
}

function looksIn(value: unknown): SavedLook[] | undefined {
  const { type, filters } = fieldsOf(value);
  if (type !== LOOKS_TYPE || !Array.isArray(filters) || filters.length > MOST_LOOKS) return undefined;
  const looks = filters.map(lookIn);
  return looks.every((look) => look !== undefined) ? looks : undefined;
}

function lookIn(value: unknown): SavedLook | undefined {
  const { name, query, order, filter } = fieldsOf(value);
  const criteria = fieldsOf(filter);
  if (typeof name !== "string" || !isLookName(name)) return undefined;
  if (typeof query !== "string" || query.length > MOST_QUERY || !among(ORDERS)(order)) return undefined;
  if (!NAMES.every((criterion) => CRITERIA[criterion](criteria[criterion]))) return undefined;
  const kept = Object.fromEntries(NAMES.map((criterion) => [criterion, criteria[criterion] ?? null]));
  return { name, looking: { query, order: order as Looking["order"], filter: { ...NO_FILTER, ...kept } } };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function isLine(value: unknown, most: number): boolean {
  return (
    typeof value === "string" && value !== "" && value.length <= most && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)
  );
}

function orUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isDay(text: string): boolean {
  try {
    return parseDay(text) === text;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

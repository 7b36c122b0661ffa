import { parseUtf8, utf8 } from "../../../crypto/bytes.ts";
import {
  encodeDocument,
  type Field,
  list,
  malformed,
  mapped,
  optional,
  orNull,
  parseDocument,
  record,
  scalar,
  typed,
} from "../../../crypto/documents/canonical.ts";
import { hexText, label, oneOf, yesOrNo } from "../../../crypto/documents/fields.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { day } from "../../../protocol/day.ts";
import { PAP, TLP } from "../../casebook/handling.ts";
import type { ReviewerKey } from "../../casebook/names.ts";
import { either, reviewing, text } from "../../casebook/readers.ts";
import { MARKS } from "../../opening/marks.ts";
import { country } from "../../report/countries.ts";
import { code } from "../../report/fields.ts";
import { isCode } from "../../report/vocabulary/codes.ts";
import { LANGUAGES } from "../../report/vocabulary/languages.ts";
import { NO_FILTER } from "../queue/filter.ts";
import type { Looking } from "../queue/model.ts";
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

/** Most bytes of them all. */
const MOST_BYTES = 1024 * 1024;

/** How the file's text begins; SPEC.md, "Saved filters". */
export const LOOKS_TYPE = "nightjar-filters/v1";

/** What can be saved of a filter: not what was chosen on a map, since that is some tips, and no question. */
const criteria = record(() => ({
  status: orNull(reviewing("status")),
  priority: orNull(reviewing("priority")),
  kind: orNull(either(oneOf(["by-hand"]), code(isCode, "kind"))),
  method: orNull(reviewing("fhClass")),
  country: orNull(country),
  need: orNull(code(isCode, "need")),
  language: orNull(oneOf(LANGUAGES)),
  untranslated: optional(oneOf(LANGUAGES)),
  label: orNull(label),
  source: orNull(reviewing("sourceReliability")),
  information: orNull(reviewing("infoCredibility")),
  verification: orNull(reviewing("verification")),
  tlp: orNull(oneOf(TLP)),
  pap: orNull(oneOf(PAP)),
  assigned: orNull(either(oneOf(["nobody"]), hexText<ReviewerKey>(32))),
  mark: orNull(oneOf(MARKS)),
  place: orNull(oneOf(["chosen", "open"])),
  from: orNull(day),
  to: orNull(day),
  files: yesOrNo,
  alarms: yesOrNo,
  unread: yesOrNo,
  mine: yesOrNo,
  kept: yesOrNo,
  differing: yesOrNo,
  aside: yesOrNo,
}));

const lookName: Field<string> = scalar((value, name) => {
  if (typeof value === "string" && isLookName(value)) return value;
  throw malformed(name);
});

const look: Field<SavedLook> = mapped(
  record(() => ({
    name: lookName,
    query: text(MOST_QUERY),
    order: oneOf(ORDERS),
    filter: criteria,
  })),
  ({ name, query, order, filter }) => ({
    name,
    looking: { query, order, filter: { ...NO_FILTER, ...filter, untranslated: filter.untranslated ?? null } },
  }),
  ({ name, looking: { query, order, filter } }) => ({
    name,
    query: query.slice(0, MOST_QUERY),
    order,
    filter: { ...filter, untranslated: filter.untranslated ?? undefined },
  }),
);

const LOOKS = typed(LOOKS_TYPE, () => ({ filters: list(look, 0, MOST_LOOKS) }));

export function isLookName(name: string): boolean {
  return (
    name !== "" && name.length <= MOST_NAME && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name) && name.trim() === name
  );
}

/** JSON in its one form (SPEC.md, "Saved filters"): what it makes, `parseLooks` accepts. */
export function encodeLooks(filters: readonly SavedLook[]): string {
  return parseUtf8(encodeDocument(LOOKS, { filters }), "document-malformed");
}

/** What `encodeLooks` made; undefined for anything else. */
export function parseLooks(json: string): readonly SavedLook[] | undefined {
  try {
    return parseDocument(LOOKS, utf8(json), MOST_BYTES).filters;
  } catch (error) {
    if (error instanceof CryptoError) return undefined;
    throw error;
  }
}

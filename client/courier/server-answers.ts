import type { EnvelopeDigest } from "../../crypto/digest.ts";
import {
  ascending,
  checkAscending,
  list,
  malformed,
  type Of,
  record,
} from "../../crypto/documents/canonical.ts";
import { CHALLENGE_LENGTH } from "../../crypto/documents/courier-session.ts";
import { count, hex, hexText, yesOrNo } from "../../crypto/documents/fields.ts";
import { envelopeId } from "../../protocol/addresses.ts";
import { type Day, day } from "../../protocol/day.ts";
import { MOST_OF_A_PAGE } from "../../protocol/http.ts";
import { envelopeSize, type LeftBehind, type ListedEnvelope, leftBehind, MOST_DAYS } from "../bundle/list.ts";
import { readJson } from "../http/answers.ts";
import type { Answer } from "../http/question.ts";

// The JSON that a server gives to couriers (SPEC.md, "Couriers"), each parsed once, strictly.

/** One page of a day's envelopes, ascending by id. */
export interface Page {
  readonly envelopes: readonly ListedEnvelope[];
  readonly more: boolean;
}

/** 56 bytes. @throws ServerError answer-refused, network; so do all of these */
export async function readChallenge(answer: Answer): Promise<Uint8Array> {
  const field = record(() => ({ challenge: hex(CHALLENGE_LENGTH) }));
  return (await readJson(answer, field)).challenge;
}

/** The token's 64 hex digits. */
export async function readToken(answer: Answer): Promise<string> {
  const field = record(() => ({ token: hexText(32), seconds: count(1, 86_400) }));
  return (await readJson(answer, field)).token;
}

/** Ascending by day. */
export async function readDays(answer: Answer): Promise<readonly LeftBehind[]> {
  const field = record(() => ({ days: leftBehind }));
  return (await readJson(answer, field)).days;
}

const expiredDay = /* @__PURE__ */ record(() => ({ day, count: count(1, Number.MAX_SAFE_INTEGER) }));

/** What went past retention before any courier had it. */
export interface ExpiredDay extends Of<typeof expiredDay> {}

/** What several servers lost, by day. */
export function summedByDay(expired: readonly ExpiredDay[]): ExpiredDay[] {
  const sums = new Map<Day, number>();
  for (const { day, count } of expired) sums.set(day, (sums.get(day) ?? 0) + count);
  return [...sums].map(([day, count]) => ({ day, count })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Ascending by day. */
export async function readExpired(answer: Answer): Promise<readonly ExpiredDay[]> {
  const field = record(() => ({ expired: ascending(expiredDay, 0, MOST_DAYS, (one) => one.day) }));
  return (await readJson(answer, field)).expired;
}

/** @param after the id behind which the page was asked for, if any */
export async function readPage(answer: Answer, day: Day, after = ""): Promise<Page> {
  const listed = list(
    record(() => ({ id: envelopeId, size: envelopeSize, digest: hex<EnvelopeDigest>(32) })),
    0,
    MOST_OF_A_PAGE,
  );
  const page = record(
    () => ({ envelopes: listed, more: yesOrNo }),
    (read) => {
      if (read.more && read.envelopes.length === 0) throw malformed("more, of nothing");
      checkAscending([after, ...read.envelopes.map(({ id }) => id)], "envelopes");
    },
  );
  const { envelopes, more } = await readJson(answer, page);
  return { envelopes: envelopes.map((envelope) => ({ ...envelope, day })), more };
}

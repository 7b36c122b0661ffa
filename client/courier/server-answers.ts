import { encodeDigest, parseDigest } from "../../crypto/digest.ts";
import { encodeJson, fieldsOf, parseCount, parseList } from "../../crypto/documents/canonical.ts";
import { CHALLENGE_LENGTH } from "../../crypto/documents/courier-session.ts";
import { encodeHex, parseHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { type Day, parseDay } from "../../protocol/day.ts";
import { MOST_OF_A_PAGE } from "../../protocol/http.ts";
import { type LeftBehind, type ListedEnvelope, parseEnvelopeId, parseEnvelopeSize } from "../bundle/list.ts";
import { readJson } from "../http/answers.ts";
import type { Answer } from "../http/question.ts";

// The JSON that a server gives to couriers (SPEC.md, "Couriers"), each parsed once, strictly.

/** One page of a day's envelopes, ascending by id. */
export interface Page {
  readonly envelopes: readonly ListedEnvelope[];
  readonly more: boolean;
}

const MOST_DAYS = 1000;

/** 56 bytes. @throws ServerError answer-refused, network; so do all of these */
export function readChallenge(answer: Answer): Promise<Uint8Array> {
  return readJson(
    answer,
    ({ challenge }) => parseHex(challenge, CHALLENGE_LENGTH, "document-malformed"),
    (challenge) => encodeJson({ challenge: encodeHex(challenge) }),
  );
}

/** The token's 64 hex digits. */
export async function readToken(answer: Answer): Promise<string> {
  const session = await readJson(
    answer,
    ({ token, seconds }) => ({
      token: encodeHex(parseHex(token, 32, "document-malformed")),
      seconds: parseCount(seconds, 1, 86_400, "seconds"),
    }),
    encodeJson,
  );
  return session.token;
}

/** Ascending by day. */
export function readDays(answer: Answer): Promise<LeftBehind[]> {
  return readJson(
    answer,
    (fields) => ascending(parseList(fields.days, 0, MOST_DAYS, "days").map(readDay), ({ day }) => day),
    (days) => encodeJson({ days: days.map(({ day, count, bytes }) => ({ day, count, bytes })) }),
  );
}

/** What went past retention before any courier had it. */
export interface ExpiredDay {
  readonly day: Day;
  readonly count: number;
}

/** What several servers lost, by day. */
export function summedByDay(expired: readonly ExpiredDay[]): ExpiredDay[] {
  const sums = new Map<Day, number>();
  for (const { day, count } of expired) sums.set(day, (sums.get(day) ?? 0) + count);
  return [...sums].map(([day, count]) => ({ day, count })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Ascending by day. */
export function readExpired(answer: Answer): Promise<ExpiredDay[]> {
  return readJson(
    answer,
    ({ expired }) => {
      const list = parseList(expired, 0, MOST_DAYS, "expired").map((one): ExpiredDay => {
        const { day, count } = fieldsOf(one);
        return { day: parseDay(day), count: parseCount(count, 1, Number.MAX_SAFE_INTEGER, "count") };
      });
      return ascending(list, ({ day }) => day);
    },
    (expired) => encodeJson({ expired: expired.map(({ day, count }) => ({ day, count })) }),
  );
}

/** @param after the id behind which the page was asked for, if any */
export function readPage(answer: Answer, day: Day, after: string | undefined): Promise<Page> {
  return readJson(
    answer,
    ({ envelopes, more }) => {
      if (typeof more !== "boolean") throw new CryptoError("document-malformed", "more");
      const listed = parseList(envelopes, more ? 1 : 0, MOST_OF_A_PAGE, "envelopes").map((value) =>
        readListed(value, day),
      );
      ascending([...(after === undefined ? [] : [{ id: after }]), ...listed], ({ id }) => id);
      return { envelopes: listed, more };
    },
    (page) =>
      encodeJson({
        envelopes: page.envelopes.map(({ id, size, digest }) => ({ id, size, digest: encodeDigest(digest) })),
        more: page.more,
      }),
  );
}

function readDay(value: unknown): LeftBehind {
  const fields = fieldsOf(value);
  return {
    day: parseDay(fields.day),
    count: parseCount(fields.count, 1, Number.MAX_SAFE_INTEGER, "count"),
    bytes: parseCount(fields.bytes, 1, Number.MAX_SAFE_INTEGER, "bytes"),
  };
}

function readListed(value: unknown, day: Day): ListedEnvelope {
  const fields = fieldsOf(value);
  return {
    id: parseEnvelopeId(fields.id),
    day,
    size: parseEnvelopeSize(fields.size),
    digest: parseDigest(fields.digest, "document-malformed"),
  };
}

function ascending<T>(items: T[], keyOf: (item: T) => string): T[] {
  const keys = items.map(keyOf);
  if (keys.every((key, i) => i === 0 || (keys[i - 1] ?? "") < key)) return items;
  throw new CryptoError("document-malformed", "out of order");
}

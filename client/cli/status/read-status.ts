import { connect } from "node:net";
import { utf8 } from "../../../crypto/bytes.ts";
import {
  encodeJson,
  fieldsOf,
  parseCanonical,
  parseCount,
  parseList,
  parseText,
} from "../../../crypto/documents/canonical.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { type Day, parseDay } from "../../../protocol/day.ts";
import { CliError } from "../errors.ts";
import { isSystemError, kindOf } from "../files.ts";

/** What the server says of itself (SPEC.md, "Status"). */
export interface Status {
  readonly today: Day;
  readonly since: Day;
  readonly days: readonly { readonly day: Day; readonly taken: number; readonly refused: Counts }[];
  readonly floods: Counts;
  readonly stored: readonly StoredDay[];
  readonly retentionDays: number;
  readonly eraseAfterDays: number;
  /** What went past retention before any courier had it. */
  readonly expired: readonly { readonly day: Day; readonly count: number }[];
  /** What the operator must hear of these, a sentence each. */
  readonly late: readonly string[];
  readonly room: { readonly bytes: number; readonly tenths: number; readonly diskTenths: number };
  /** Mailbags in the pool of letters. */
  readonly letters: { readonly bags: number };
  readonly health: {
    /** Why the server doubts its clock; null if it doesn't. */
    readonly doubt: "leap" | "absence" | null;
    /** Days of which something can't be read. */
    readonly damaged: readonly Day[];
  };
  readonly roster: {
    readonly sequence: number;
    /** While it is awaited; else null. */
    readonly begins: Day | null;
    readonly days: number;
    readonly currencyDays: number;
    /** Why nothing can be handed in, and what to do, if no roster is awaited either; else null. */
    readonly missing: string | null;
  };
}

interface StoredDay {
  readonly day: Day;
  readonly count: number;
  readonly bytes: number;
  /** How many of them no courier has. */
  readonly unfetched: number;
  /** How many of them all couriers in force have, so that they wait to be erased. */
  readonly complete: number;
}

export type Counts = Readonly<Record<string, number>>;

const TYPE = "nightjar-status/v1";

/** More than a retention can be, in days. */
const MOST_DAYS = 1_000;

/** More sentences than there are. */
const MOST_LATE = 10;

/** More than a status of all days has. */
const MOST_BYTES = 1024 * 1024;

/** Milliseconds that a server may be silent. */
const PATIENCE = 10_000;

/** What the server behind a status socket says. @throws CliError file-…, server-failed, answer-refused */
export async function readStatus(path: string): Promise<Status> {
  if ((await kindOf(path)) !== "other") {
    throw new CliError("file-kind", `${path} is no socket: give what NIGHTJAR_STATUS names.`);
  }
  return parseStatus(await textFrom(path));
}

/** Exactly what a server writes, with or without the line's end. @throws CliError answer-refused */
export function parseStatus(text: string): Status {
  try {
    return parseCanonical(utf8(text.replace(/\n$/, "")), readFields, encodeStatus, MOST_BYTES);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError(
      "answer-refused",
      "What stands behind the socket is no status of this version: check that the server is as new as this command.",
    );
  }
}

function encodeStatus(status: Status): Uint8Array {
  const { today, since, days, floods, stored, room, letters, health, roster } = status;
  const { retentionDays, eraseAfterDays, expired, late } = status;
  const counted = { days, floods, stored, retentionDays, eraseAfterDays, expired, late };
  return encodeJson({ type: TYPE, today, since, ...counted, room, letters, health, roster });
}

function readFields(value: unknown): Status {
  const fields = fieldsOf(value, TYPE);
  const room = fieldsOf(fields.room);
  const letters = fieldsOf(fields.letters);
  const health = fieldsOf(fields.health);
  const roster = fieldsOf(fields.roster);
  return {
    today: parseDay(fields.today),
    since: parseDay(fields.since),
    days: parseList(fields.days, 0, MOST_DAYS, "days").map((one) => {
      const { day, taken, refused } = fieldsOf(one);
      return { day: parseDay(day), taken: count(taken), refused: readCounts(refused) };
    }),
    floods: readCounts(fields.floods),
    stored: parseList(fields.stored, 0, MOST_DAYS, "stored").map((one) => {
      const { day, count: envelopes, bytes, unfetched, complete } = fieldsOf(one);
      const sums = { count: count(envelopes), bytes: count(bytes) };
      return { day: parseDay(day), ...sums, unfetched: count(unfetched), complete: count(complete) };
    }),
    retentionDays: count(fields.retentionDays),
    eraseAfterDays: count(fields.eraseAfterDays),
    expired: parseList(fields.expired, 0, MOST_DAYS, "expired").map((one) => {
      const { day, count: envelopes } = fieldsOf(one);
      return { day: parseDay(day), count: count(envelopes) };
    }),
    late: parseList(fields.late, 0, MOST_LATE, "late").map((line) => parseText(line, "late")),
    room: { bytes: count(room.bytes), tenths: count(room.tenths), diskTenths: count(room.diskTenths) },
    letters: { bags: count(letters.bags) },
    health: {
      doubt: health.doubt === null ? null : parseDoubt(health.doubt),
      damaged: parseList(health.damaged, 0, MOST_DAYS, "damaged").map(parseDay),
    },
    roster: {
      sequence: count(roster.sequence),
      begins: roster.begins === null ? null : parseDay(roster.begins),
      days: count(roster.days),
      currencyDays: count(roster.currencyDays),
      missing: roster.missing === null ? null : parseText(roster.missing, "missing"),
    },
  };
}

function readCounts(value: unknown): Counts {
  const named = Object.entries(fieldsOf(value)).map(([code, times]) => {
    if (!/^[a-z-]{1,64}$/.test(code)) throw new CryptoError("document-malformed", "code");
    return [code, count(times)] as const;
  });
  return Object.fromEntries(named);
}

function parseDoubt(value: unknown): "leap" | "absence" {
  if (value === "leap" || value === "absence") return value;
  throw new CryptoError("document-malformed", "doubt");
}

function count(value: unknown): number {
  return parseCount(value, 0, Number.MAX_SAFE_INTEGER, "count");
}

async function textFrom(path: string): Promise<string> {
  const socket = connect({ path });
  socket.setTimeout(PATIENCE, () => socket.destroy(silent(path)));
  let text = "";
  try {
    for await (const piece of socket.setEncoding("utf8")) {
      text += piece;
      if (text.length > MOST_BYTES) break;
    }
    return text;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const closed = error.code === "EACCES" || error.code === "EPERM";
    throw closed
      ? new CliError(
          "server-failed",
          `${path} is for the server's own user and root: run this as one of them.`,
        )
      : silent(path);
  } finally {
    socket.destroy();
  }
}

function silent(path: string): CliError {
  return new CliError(
    "server-failed",
    `Nobody answers at ${path}: start the server, or look at what it last said.`,
  );
}

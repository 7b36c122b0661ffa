import { connect } from "node:net";
import { utf8 } from "../../../crypto/bytes.ts";
import {
  list,
  malformed,
  type Of,
  objectOf,
  orNull,
  parseDocument,
  record,
  scalar,
  typed,
} from "../../../crypto/documents/canonical.ts";
import { count, oneOf, text } from "../../../crypto/documents/fields.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { day } from "../../../protocol/day.ts";
import { CliError } from "../errors.ts";
import { exists, isSystemError, kindOf } from "../files.ts";

/** More than a retention can be, in days. */
const MOST_DAYS = 1_000;

/** More sentences than there are. */
const MOST_LATE = 10;

/** More than a status of all days has. */
const MOST_BYTES = 1024 * 1024;

const whole = count(0, Number.MAX_SAFE_INTEGER);

/** How often each, by its code. */
const counts = scalar((value, name): Readonly<Record<string, number>> => {
  const named = Object.entries(objectOf(value, name)).map(([code, times]) => {
    if (!/^[a-z-]{1,64}$/.test(code)) throw malformed("code");
    return [code, whole.read(times, code)] as const;
  });
  return Object.fromEntries(named);
});

export type Counts = Of<typeof counts>;

const STATUS = typed("nightjar-status/v1", () => ({
  today: day,
  since: day,
  days: list(
    record(() => ({ day, taken: whole, refused: counts })),
    0,
    MOST_DAYS,
  ),
  floods: counts,
  stored: list(
    record(() => ({
      day,
      count: whole,
      bytes: whole,
      /** How many of them no courier has. */
      unfetched: whole,
      /** How many of them all couriers in force have, so that they wait to be erased. */
      complete: whole,
    })),
    0,
    MOST_DAYS,
  ),
  retentionDays: whole,
  eraseAfterDays: whole,
  /** What went past retention before any courier had it. */
  expired: list(
    record(() => ({ day, count: whole })),
    0,
    MOST_DAYS,
  ),
  /** What the operator must hear of these, a sentence each. */
  late: list(text, 0, MOST_LATE),
  room: record(() => ({ bytes: whole, tenths: whole, diskTenths: whole })),
  /** Mailbags in the pool of letters. */
  letters: record(() => ({ bags: whole })),
  health: record(() => ({
    /** Why the server doubts its clock; null if it doesn't. */
    doubt: orNull(oneOf(["leap", "absence"])),
    /** Days of which something can't be read. */
    damaged: list(day, 0, MOST_DAYS),
  })),
  roster: record(() => ({
    sequence: whole,
    /** While it is awaited; else null. */
    begins: orNull(day),
    days: whole,
    currencyDays: whole,
    /** Why nothing can be handed in, or only to people who are superseded, if no roster is awaited; else null. */
    missing: orNull(text),
  })),
}));

/** What the server says of itself (SPEC.md, "Status"). */
export interface Status extends Of<typeof STATUS> {}

/** Milliseconds that a server may be silent. */
const PATIENCE = 10_000;

/** What the server behind a status socket says. @throws CliError file-…, server-failed, answer-refused */
export async function readStatus(path: string): Promise<Status> {
  if (!(await exists(path))) throw silent(path);
  if ((await kindOf(path)) !== "socket") {
    throw new CliError("file-kind", `${path} is no socket: give what NIGHTJAR_STATUS names.`);
  }
  return parseStatus(await textFrom(path));
}

/** Exactly what a server writes, with or without the line's end. @throws CliError answer-refused */
export function parseStatus(said: string): Status {
  try {
    return parseDocument(STATUS, utf8(said.replace(/\n$/, "")), MOST_BYTES);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError(
      "answer-refused",
      "What stands behind the socket is no status of this version: check that the server is as new as this command.",
    );
  }
}

async function textFrom(path: string): Promise<string> {
  const socket = connect({ path });
  socket.setTimeout(PATIENCE, () => socket.destroy(silent(path)));
  let said = "";
  try {
    for await (const piece of socket.setEncoding("utf8")) {
      said += piece;
      if (said.length > MOST_BYTES) break;
    }
    return said;
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
    `Nobody answers at ${path}: start the server, or see why it stopped: npm run nightjar -- doctor`,
  );
}

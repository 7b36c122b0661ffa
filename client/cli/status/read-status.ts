import { connect } from "node:net";
import { CliError } from "../errors.ts";
import { isSystemError, kindOf } from "../files.ts";

/** What the server says of itself (SPEC.md, "Status"). */
export interface Status {
  readonly today: string;
  readonly since: string;
  readonly days: readonly { readonly day: string; readonly taken: number; readonly refused: Counts }[];
  readonly floods: Counts;
  readonly stored: readonly { readonly day: string; readonly count: number; readonly bytes: number }[];
  readonly room: { readonly bytes: number; readonly tenths: number; readonly diskTenths: number };
  readonly roster: { readonly sequence: number; readonly days: number; readonly currencyDays: number };
}

export type Counts = Readonly<Record<string, number>>;

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

/** Exactly what a server writes. @throws CliError answer-refused */
export function parseStatus(text: string): Status {
  const value: unknown = parseJson(text);
  if (isRecord(value) && value.type === "nightjar-status/v1" && fits(value, SHAPE))
    return value as unknown as Status;
  throw new CliError(
    "answer-refused",
    "What stands behind the socket is no status of this version: check that the server is as new as this command.",
  );
}

type Shape = "count" | "day" | "counts" | { readonly [name: string]: Shape } | readonly [Shape];

const SHAPE: Shape = {
  today: "day",
  since: "day",
  days: [{ day: "day", taken: "count", refused: "counts" }],
  floods: "counts",
  stored: [{ day: "day", count: "count", bytes: "count" }],
  room: { bytes: "count", tenths: "count", diskTenths: "count" },
  roster: { sequence: "count", days: "count", currencyDays: "count" },
};

function fits(value: unknown, shape: Shape): boolean {
  if (shape === "count") return Number.isSafeInteger(value) && Number(value) >= 0;
  if (shape === "day") return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
  if (shape === "counts") {
    const named = isRecord(value) && Object.keys(value).every((name) => /^[a-z-]{1,64}$/.test(name));
    return named && Object.values(value).every((count) => fits(count, "count"));
  }
  if (isList(shape)) return Array.isArray(value) && value.every((one) => fits(one, shape[0]));
  return isRecord(value) && Object.entries(shape).every(([name, inner]) => fits(value[name], inner));
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
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

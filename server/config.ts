import { isIP } from "node:net";
import { StartError } from "./errors.ts";
import type { Place } from "./http/place.ts";

/** Everything that an operator can set, checked as a whole. */
export interface Config {
  /** The data folder. */
  readonly data: string;
  /** Where sources are served. */
  readonly listen: Place;
  /** Whether tor says before each connection of a source by which circuit it came. */
  readonly circuits: boolean;
  /** Tips that one circuit may bring in ten minutes. */
  readonly circuitTips: number;
  /** Where couriers are served; nowhere if undefined. */
  readonly courierListen: Place | undefined;
  /** Whether letters are public as soon as they come. Only a demo's may be: else it would tell when a courier came. */
  readonly lettersAtOnce: boolean;
  /** What couriers dial, as they sign it; where they are served if there is none. */
  readonly courierNames: readonly string[];
  /** The Unix socket that says the status; nowhere if undefined. */
  readonly status: string | undefined;
  /** Whole days that an envelope is kept after the day it came. */
  readonly retentionDays: number;
  /** Whole days that an envelope is kept after all couriers in force have acknowledged it; 0: it is erased at once. */
  readonly eraseAfterDays: number;
  /** Bytes. */
  readonly maxEnvelope: number;
  /** Bytes of envelopes and unfinished uploads together. */
  readonly room: number;
}

/** Unfinished uploads may hold at most this part of the room. */
export const STAGING_SHARE = 1 / 10;

/** Of that, those that one circuit began at most this part, if the largest envelope isn't larger. */
export const CIRCUIT_SHARE = 1 / 4;

/** This part of the room is kept for small tips, of at most so many bytes, when all else is full. */
export const SMALL_SHARE = 1 / 20;
export const SMALL_TIP = 256 * 1024;

const NAME = /^(unix:\/[^,]+|([a-z0-9.-]+|\[[0-9a-f:]+\])(:[1-9][0-9]{0,4})?)$/;

const KIB = 1024;
const GIB = KIB ** 3;

/** As the environment has them, by their names. */
type Settings = Readonly<Record<string, string | undefined>>;

const NAMES = new Set([
  "NIGHTJAR_DATA",
  "NIGHTJAR_HOST",
  "NIGHTJAR_PORT",
  "NIGHTJAR_LISTEN",
  "NIGHTJAR_CIRCUITS",
  "NIGHTJAR_CIRCUIT_TIPS",
  "NIGHTJAR_COURIER_LISTEN",
  "NIGHTJAR_COURIER_NAMES",
  "NIGHTJAR_LETTERS_AT_ONCE",
  "NIGHTJAR_STATUS",
  "NIGHTJAR_RETENTION_DAYS",
  "NIGHTJAR_ERASE_AFTER",
  "NIGHTJAR_MAX_ENVELOPE",
  "NIGHTJAR_ROOM",
]);

/** @throws StartError with one sentence about the first thing that is wrong */
export function parseConfig(env: Settings): Config {
  refuseUnknownNames(env);
  refuseDebugOutput(env);
  const config = {
    data: parseData(env.NIGHTJAR_DATA),
    listen: parseListen(env),
    circuits: parseSwitch(env, "NIGHTJAR_CIRCUITS"),
    circuitTips: wholeNumber(env, "NIGHTJAR_CIRCUIT_TIPS", 8, 1, 1_000),
    courierListen: parsePlace(env, "NIGHTJAR_COURIER_LISTEN"),
    lettersAtOnce: parseSwitch(env, "NIGHTJAR_LETTERS_AT_ONCE"),
    courierNames: parseNames(env.NIGHTJAR_COURIER_NAMES),
    status: parseStatus(env.NIGHTJAR_STATUS),
    retentionDays: wholeNumber(env, "NIGHTJAR_RETENTION_DAYS", 21, 1, 365),
    eraseAfterDays: wholeNumber(env, "NIGHTJAR_ERASE_AFTER", 3, 0, 365),
    maxEnvelope: wholeNumber(env, "NIGHTJAR_MAX_ENVELOPE", 100 * KIB ** 2, 128 * KIB, GIB),
    room: wholeNumber(env, "NIGHTJAR_ROOM", 10 * GIB, KIB ** 2, 2 ** 50),
  };
  if (config.room * STAGING_SHARE < config.maxEnvelope) {
    throw new StartError(
      `NIGHTJAR_ROOM (${config.room}) must be at least ten times NIGHTJAR_MAX_ENVELOPE (${config.maxEnvelope}), since unfinished uploads may hold a tenth of the room.`,
    );
  }
  return config;
}

/** Whether only this machine can reach that host. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function refuseUnknownNames(env: Settings): void {
  const unknown = Object.keys(env).find((name) => name.startsWith("NIGHTJAR_") && !NAMES.has(name));
  if (unknown === undefined) return;
  throw new StartError(
    `${unknown} is not a setting of this server: remove it, or correct it to one of ${[...NAMES].join(", ")}.`,
  );
}

/** Node prints requests, headers included, when this is set. */
function refuseDebugOutput(env: Settings): void {
  if (env.NODE_DEBUG === undefined || env.NODE_DEBUG === "") return;
  throw new StartError("NODE_DEBUG makes Node print what sources send: unset it and start again.");
}

function parseData(text: string | undefined): string {
  if (text !== undefined && text !== "") return text;
  throw new StartError("NIGHTJAR_DATA must name the data folder, for example /var/lib/nightjar.");
}

function parseHost(text: string): string {
  if (text === "localhost" || isIP(text) !== 0) return text;
  throw wrong("NIGHTJAR_HOST", 'an IP address or "localhost"', text, "neither");
}

function parseStatus(text: string | undefined): string | undefined {
  if (text === undefined || /^\/./.test(text)) return text;
  throw wrong("NIGHTJAR_STATUS", "the whole path of a socket, like /run/nightjar/status.sock", text);
}

/** One of two ways to say it: a place, or a host and a port. */
function parseListen(env: Settings): Place {
  const place = parsePlace(env, "NIGHTJAR_LISTEN");
  if (place && (env.NIGHTJAR_HOST !== undefined || env.NIGHTJAR_PORT !== undefined)) {
    throw new StartError("NIGHTJAR_LISTEN takes the place of NIGHTJAR_HOST and NIGHTJAR_PORT: unset those.");
  }
  const port = wholeNumber(env, "NIGHTJAR_PORT", 8080, 0, 65_535);
  return place ?? { host: parseHost(env.NIGHTJAR_HOST ?? "127.0.0.1"), port };
}

function parseSwitch(env: Settings, name: string): boolean {
  const text = env[name] ?? "0";
  if (text === "0" || text === "1") return text === "1";
  throw wrong(name, "1 or 0", text, "neither");
}

/** `HOST:PORT`, `[HOST]:PORT` for IPv6, or `unix:/PATH`. */
function parsePlace(env: Settings, name: string): Place | undefined {
  const text = env[name];
  if (text === undefined) return undefined;
  if (/^unix:\/./.test(text)) return { socket: text.slice("unix:".length) };
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(0|[1-9][0-9]{0,4})$/.exec(text) ?? [];
  const host = bracketed ?? bare ?? "";
  const known = bracketed === undefined ? host === "localhost" || isIP(host) === 4 : isIP(host) === 6;
  if (known && Number(port) <= 65_535) return { host, port: Number(port) };
  throw wrong(name, "like 127.0.0.1:8081, [::1]:8081 or unix:/run/nightjar/some.sock", text);
}

/** Addresses with commas between, each as SPEC.md ("Couriers") has it in a session. */
function parseNames(text: string | undefined): string[] {
  const names = text === undefined ? [] : text.split(",");
  const bad = names.find((name) => !NAME.test(name) || /:80$/.test(name));
  if (bad === undefined) return names;
  const must =
    "what couriers dial, like an onion's name or 127.0.0.1:8081, with commas between and without port 80";
  throw wrong("NIGHTJAR_COURIER_NAMES", must, bad, "none");
}

function wholeNumber(env: Settings, name: string, otherwise: number, least: number, most: number): number {
  const text = env[name];
  if (text === undefined) return otherwise;
  const value = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw wrong(name, `a whole number from ${least} to ${most}`, text);
}

function wrong(name: string, must: string, text: string, is = "not"): StartError {
  return new StartError(`${name} must be ${must}, and ${JSON.stringify(text)} is ${is}.`);
}

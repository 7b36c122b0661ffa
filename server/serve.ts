import type { Server } from "node:net";
import { createApp } from "./app.ts";
import { createCircuitFront } from "./circuits/circuit-front.ts";
import { type Config, isLoopback } from "./config.ts";
import { createCourierApp } from "./couriers/app.ts";
import { errorCode, StartError } from "./errors.ts";
import { createListener, type Listener, type Times } from "./http/listener.ts";
import { listenAt, type Place } from "./http/place.ts";
import { createPolicy, type Policy } from "./http/policy.ts";
import { openLetters } from "./letters/open-letters.ts";
import { loadPublicDocuments } from "./pages/public-documents.ts";
import { StatusReport } from "./status/status.ts";
import { listenForStatus } from "./status/status-socket.ts";
import { tally } from "./status/tally.ts";
import type { Spool } from "./store/spool.ts";
import { removeLeftCopies } from "./upkeep/backup-copies.ts";
import { watchRosters } from "./watch-rosters.ts";

/** Milliseconds that requests under way have to end when the server stops. */
const GRACE = 5_000;

/** Milliseconds beyond that for what is being carried out: no more than a very slow disk needs. */
export const LAST_GRACE = 15_000;

/** Serves until a signal comes. @param openSpool asked once all else is found right. @throws StartError */
export async function serve(config: Config, openSpool: () => Promise<Spool>): Promise<void> {
  const serving = await open(config, openSpool);
  stopOnRequest(serving);
  announce(serving);
}

/** A server that is open. */
export interface Serving {
  /** Where sources are served: a url, or `unix:` and a path. */
  readonly url: string;
  /** Where couriers are served, likewise. */
  readonly couriers: string | undefined;
  /** What every answer to sources carries. */
  readonly policy: Policy;
  /** What listens for sources. */
  readonly door: Server;
  /** Looks at the rosters and the letters now, as with each heartbeat. */
  look(): Promise<void>;
  /**
   * Lets what is under way end, for so many milliseconds at most, and what is being carried out for so many more; then
   * the store closes.
   */
  close(grace?: number, lastGrace?: number): Promise<void>;
}

/**
 * Opens the doors.
 * @param openSpool asked once all else is found right
 * @param times how long what may take of those who ask
 * @throws StartError
 */
export async function open(config: Config, openSpool: () => Promise<Spool>, times?: Times): Promise<Serving> {
  const documents = loadPublicDocuments(config.data, Date.now);
  if (documents.anchor.demo) requireLoopback(config);
  else if (config.lettersAtOnce) throw new StartError(ONLY_A_DEMO);
  const pages = [documents.page, ...documents.noScript.all];
  const policy = createPolicy(...pages.map((page) => Buffer.from(page).toString("utf8")));
  const spool = await openSpool();
  removeCopies(config);
  const letters = await openLetters(config, spool);
  const report = new StatusReport({
    ...config,
    rosters: documents.rosters,
    tally,
    bags: () => letters.count,
    health: () => spool.health,
    now: Date.now,
  });
  const watch = await watchRosters(documents, spool, letters, report);
  const listener = createListener(createApp(documents, spool, letters, config), policy, times);
  const door = config.circuits ? createCircuitFront(listener.http) : listener.http;
  const url = await listen(door, config.listen, "NIGHTJAR_LISTEN or NIGHTJAR_PORT");
  const doors: Door[] = [{ door, listener }];
  let couriers: string | undefined;
  if (config.courierListen) {
    const names = () => (config.courierNames.length > 0 ? config.courierNames : [addressAt(couriers)]);
    const app = createCourierApp(documents, spool.pickup, letters, names);
    // Without the pages: their hashes in its policy would tell whose door it is.
    const forCouriers = createListener(app, createPolicy(), times);
    couriers = await listen(forCouriers.http, config.courierListen, "NIGHTJAR_COURIER_LISTEN");
    doors.push({ door: forCouriers.http, listener: forCouriers });
  }
  const status = config.status === undefined ? undefined : await tellStatus(config.status, report);
  const close = async (grace = GRACE, lastGrace = LAST_GRACE) => {
    watch.end();
    status?.close();
    await closeDoors(doors, grace, lastGrace);
    await letters.idle();
    await spool.close();
  };
  return { url, couriers, policy, door, look: watch.look, close };
}

const ONLY_A_DEMO =
  "NIGHTJAR_LETTERS_AT_ONCE is for demos only, since it tells everybody when a courier came: unset it and start again.";

function requireLoopback({ listen, courierListen }: Config): void {
  const places = [
    ["NIGHTJAR_HOST", listen],
    ["NIGHTJAR_COURIER_LISTEN", courierListen],
  ] as const;
  for (const [name, place] of places) {
    if (!place || "socket" in place || isLoopback(place.host)) continue;
    throw new StartError(
      `This instance is a demo, for trying only: ${name} must stay on this machine (127.0.0.1), not ${place.host}.`,
    );
  }
}

/** A backup that was killed leaves no envelopes behind for longer than until the next start. */
function removeCopies({ data }: Config): void {
  try {
    if (removeLeftCopies(data))
      console.error("Copies of envelopes that a killed backup had left were removed.");
  } catch (error) {
    console.error(
      `What a killed backup left can't be removed (${errorCode(error)}): see what the doctor says.`,
    );
  }
}

/** What is dialled to reach a listener itself, as a courier signs it. */
function addressAt(url = ""): string {
  return url.replace(/^http:\/\//, "").replace(/:80$/, "");
}

/** @throws StartError that names the setting to change */
async function listen(server: Server, place: Place, setting: string): Promise<string> {
  try {
    return await listenAt(server, place);
  } catch (error) {
    const where = "socket" in place ? place.socket : `${place.host}, port ${place.port}`;
    throw new StartError(
      `The server can't listen on ${where} (${errorCode(error)}): choose another with ${setting}.`,
    );
  }
}

async function tellStatus(path: string, report: StatusReport): Promise<Server> {
  try {
    return await listenForStatus(path, report);
  } catch (error) {
    throw new StartError(
      `The server can't tell its status at ${path} (${errorCode(error)}): choose another with NIGHTJAR_STATUS.`,
    );
  }
}

function announce({ url, couriers }: Serving): void {
  if (process.send) process.send({ ready: true, url, ...(couriers !== undefined && { couriers }) });
  else for (const place of [url, couriers]) if (place !== undefined) console.log(place);
}

/** SIGTERM, SIGINT, or the parent gone. */
function stopOnRequest(serving: Serving): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await serving.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
  if (process.send) process.on("disconnect", stop);
}

/** What listens, and the HTTP server behind it: the same one, or behind a front. */
interface Door {
  readonly door: Server;
  readonly listener: Listener;
}

async function closeDoors(doors: readonly Door[], grace: number, lastGrace: number): Promise<void> {
  const timers = [
    setTimeout(() => {
      for (const { listener } of doors) listener.underWay.cut();
    }, grace),
    setTimeout(() => {
      for (const { listener } of doors) listener.http.closeAllConnections();
    }, grace + lastGrace),
  ];
  await Promise.all(doors.map(closed));
  for (const timer of timers) clearTimeout(timer);
}

function closed({ door, listener }: Door): Promise<void> {
  return new Promise((resolve) => {
    door.close(() => resolve());
    listener.underWay.end();
  });
}

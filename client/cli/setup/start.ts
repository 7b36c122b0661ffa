import { execFile } from "node:child_process";
import { lstat } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { CliError } from "../errors.ts";
import { exists, undefinedIf } from "../files.ts";
import { readStatus } from "../status/read-status.ts";
import { hostnameIn } from "../tor/onion-address.ts";
import { groupNamed, ownerNamed } from "./owner.ts";
import { makeUser, USUAL } from "./service-files.ts";

/** Milliseconds that tor has to make its onions, and the server to open. */
const PATIENCE = 60_000;

/** Tor's own file. */
export const TORRC = "/etc/tor/torrc";

/** Whether systemd runs this machine. */
export async function systemdRuns(): Promise<boolean> {
  return await exists("/run/systemd/system");
}

/** Whether Debian's tor is on this machine. */
export async function torIsThere(): Promise<boolean> {
  return (await exists(TORRC)) && (await groupNamed("debian-tor")) !== undefined;
}

/** What a start needs of the machine, before anything is written. @throws CliError usage, tor-refused */
export async function requireStartable(user: string): Promise<void> {
  if (!(await systemdRuns()))
    throw new CliError(
      "usage",
      "No systemd runs this machine: leave --start out, and have what runs it start tor and the server.",
    );
  if (!(await torIsThere()))
    throw new CliError(
      "tor-refused",
      "Tor isn't on this machine: say apt-get install --no-install-recommends tor, then run this again.",
    );
  if (!(await ownerNamed(user)))
    throw new CliError(
      "usage",
      `This machine has no user ${user}: say ${makeUser(user)}, then run this again.`,
    );
}

/**
 * Whether one of these files was written since the server opened, as its status socket says, or none is open: so what an
 * earlier setup wrote counts, too, that failed after it or wasn't to start anything.
 */
export async function isNewerThanServer(paths: readonly string[], socket = USUAL.status): Promise<boolean> {
  const opened = (await undefinedIf(["ENOENT"], lstat(socket)))?.mtimeMs ?? Number.NEGATIVE_INFINITY;
  const files = await Promise.all(paths.map((path) => undefinedIf(["ENOENT"], lstat(path))));
  return files.some((file) => file !== undefined && file.ctimeMs > opened);
}

/** Has the journal kept as its changed settings say. @throws CliError server-failed */
export async function restartJournal(): Promise<void> {
  await systemctl("restart", "systemd-journald");
}

/**
 * Has tor read its settings anew, if they are new or it has made no onions yet; onions that are open stay so.
 * @returns by what name couriers come
 * @throws CliError server-failed, tor-refused
 */
export async function startTor(news: boolean): Promise<string> {
  const isNew = news || (await hostnameIn(USUAL.tor)) === null;
  await systemctl(isNew ? "reload-or-restart" : "start", "tor@default");
  return await soon(
    async () => (await hostnameIn(USUAL.tor)) ?? undefined,
    "Tor made no onions",
    "tor@default",
  );
}

/** Starts the server, anew if something is new to it, now and whenever the machine does, and waits until it is open. @throws CliError server-failed */
export async function startServer(news: boolean): Promise<void> {
  await systemctl("daemon-reload");
  await systemctl("enable", "nightjar");
  await systemctl(news ? "restart" : "start", "nightjar");
  await soon(answers, "The server didn't open", "nightjar");
}

async function answers(): Promise<true | undefined> {
  try {
    await readStatus(USUAL.status);
    return true;
  } catch (error) {
    if (error instanceof CliError && error.code === "server-failed") return undefined;
    throw error;
  }
}

async function systemctl(...args: readonly string[]): Promise<void> {
  try {
    await promisify(execFile)("systemctl", ["--quiet", ...args]);
  } catch {
    const unit = args.at(-1);
    throw new CliError(
      "server-failed",
      `systemctl ${args.join(" ")} failed: journalctl -u ${unit} -n 20 says why; then run this again.`,
    );
  }
}

async function soon<T>(look: () => Promise<T | undefined>, complaint: string, unit: string): Promise<T> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(200)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new CliError(
    "server-failed",
    `${complaint} within a minute: journalctl -u ${unit} -n 20 says why; then run this again.`,
  );
}

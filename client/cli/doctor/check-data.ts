import { lstat, readdir, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { amountInWords } from "../courier/amounts.ts";
import { exists } from "../files.ts";
import { counted } from "../say.ts";
import { ownerNamed } from "../setup/owner.ts";
import type { Examination } from "./examination.ts";
import { type Finding, fine, warning, wrong } from "./finding.ts";
import type { Unit } from "./unit.ts";

const MEGABYTE = 1_000_000;

/** Who may read and write what: the data folder, the sockets' folders, the program's own. */
export async function checkPermissions(
  data: string,
  sockets: readonly string[],
  unit: Unit | undefined,
): Promise<Finding[]> {
  const open = await openToOthers(data);
  const findings = [
    open.length === 0
      ? fine("data-permissions", "The data folder is closed to others.")
      : wrong(
          "data-permissions",
          `Others on this machine can get at ${open.join(", ")}.`,
          `Close it: chmod go-rwx ${open.join(" ")}`,
        ),
  ];
  const user = unit?.user;
  const owner = user === undefined ? undefined : await ownerNamed(user);
  if (user !== undefined && (await stat(data)).uid !== owner?.uid) {
    findings.push(
      wrong(
        "data-owner",
        `${data} doesn't belong to ${user}, whom the server runs as.`,
        `Give it, and root what root writes: chown -R ${user}:${user} ${data} && chown -R root:root ${data}/public`,
      ),
    );
  }
  for (const folder of new Set(sockets.map((socket) => dirname(socket))))
    findings.push(await checkSocketFolder(folder));
  const app = unit?.service.get("WorkingDirectory");
  if (app !== undefined && (await exists(app))) findings.push(await checkProgram(app, owner?.uid));
  return findings;
}

/** Bytes and inodes that are left on the data's disk, and whether the spool's room is more than that. */
export async function checkDisk(data: string, { settings, spoolBytes = 0 }: Examination): Promise<Finding[]> {
  const { bsize, bavail, files, ffree } = await statfs(data);
  const free = bsize * bavail;
  const wanted = (settings?.room ?? 0) - spoolBytes;
  const remedy = "Make room, or lower NIGHTJAR_ROOM.";
  const room =
    free < 100 * MEGABYTE
      ? wrong("disk-room", `The disk of ${data} has only ${amountInWords(free)} left.`, remedy)
      : free < wanted
        ? warning(
            "disk-room",
            `The disk of ${data} has ${amountInWords(free)} left, and the spool may still ask for ${amountInWords(wanted)}.`,
            remedy,
          )
        : fine(
            "disk-room",
            `The disk has room for all that the spool may take (${amountInWords(free)} left).`,
          );
  // File systems without a fixed number of inodes say 0.
  const inodes =
    files > 0 && ffree < 1_000
      ? wrong(
          "disk-inodes",
          `The disk of ${data} takes only ${ffree} more files.`,
          "Remove small files, or make a file system with more inodes.",
        )
      : fine("disk-inodes", "The disk takes more files.");
  return [room, inodes];
}

/** How long what all couriers have is kept for whoever loses a bundle. */
export function checkErasing({ settings }: Pick<Examination, "settings">): Finding[] {
  if (!settings) return [];
  const { eraseAfterDays, retentionDays } = settings;
  const kept = Math.min(eraseAfterDays, retentionDays);
  return [
    kept === 0
      ? warning(
          "erasing",
          "What all couriers have acknowledged is erased at once: who loses a bundle can't fetch it anew.",
          "Leave NIGHTJAR_ERASE_AFTER out, for three days, unless you need the room.",
        )
      : fine(
          "erasing",
          `What all couriers have acknowledged can be fetched anew for ${kept === 1 ? "a day" : `${kept} days`}, and is then erased.`,
        ),
  ];
}

/** Copies that were made for a backup. */
export function checkCopies(data: string, { copies }: Examination): Finding[] {
  const check = "backup-left";
  if (copies === "none") return [];
  if (copies === "in-use")
    return [fine(check, "A backup is being made; its copies of envelopes go with it.")];
  const folder = join(data, ".backup");
  return [
    warning(
      check,
      `${folder} holds copies of envelopes that a backup left, since it was killed.`,
      `The next backup removes them, and so does a start of the server; or remove them now: rm -r ${folder}`,
    ),
  ];
}

/** The databases, and this clock against what the spool and the roster say of time. */
export function checkSpool({ databases, damaged, newestClosedDay }: Examination, now: number): Finding[] {
  const bad = databases.filter(({ verdict }) => verdict !== "ok");
  const names = bad.map(({ name, verdict }) => `${name} (${verdict})`).join(", ");
  const today = new Date(now).toISOString().slice(0, 10);
  return [
    bad.length === 0
      ? fine("databases", `All ${databases.length} databases of the spool are whole.`)
      : wrong(
          "databases",
          `There is damage in ${names}.`,
          "Look at the disk's health; export what can be read (export-spool), and restore a backup.",
        ),
    ...damaged.map(({ name, readable }) =>
      wrong(
        "damaged",
        `${name} was set aside, since it can't be read as a whole; of its envelopes ${readable} still can be.`,
        "Look at the disk's health; save what can be read (nightjar examine --out), or restore a backup. The file goes when its retention is over.",
      ),
    ),
    newestClosedDay !== undefined && newestClosedDay >= today
      ? wrong(
          "clock",
          `The clock says ${today}, and the spool has closed ${newestClosedDay} already.`,
          "Set the clock, then restart the server.",
        )
      : fine("clock", `The clock says ${today}, which no document and no day in the spool contradicts.`),
  ];
}

/** The mailbags that couriers delivered. */
export function checkLetters({ letters }: Pick<Examination, "letters">): Finding[] {
  const { bags, broken } = letters;
  return [
    ...broken.map((name) =>
      wrong(
        "letters",
        `letters/${name} is no whole mailbag, or can't be read, and isn't given to anybody.`,
        "Look at the disk's health, and remove the file: reviewers see which letters nobody is given, and send them again.",
      ),
    ),
    ...(broken.length === 0 ? [fine("letters", `${counted(bags, "mailbag")} with letters: all whole.`)] : []),
  ];
}

async function openToOthers(data: string): Promise<string[]> {
  // Below a closed folder nothing is open; if it isn't closed, say which are.
  if (((await lstat(data)).mode & 0o077) === 0) return [];
  const spool = join(data, "spool");
  const paths = [data, spool, join(spool, "days"), join(data, "letters")];
  for (const folder of paths.slice(1))
    if (await exists(folder)) for (const name of await readdir(folder)) paths.push(join(folder, name));
  const open: string[] = [];
  for (const path of paths)
    if ((await exists(path)) && ((await lstat(path)).mode & 0o077) !== 0) open.push(path);
  return open;
}

/** Whoever can open the sources' socket can claim any circuit. */
async function checkSocketFolder(folder: string): Promise<Finding> {
  const check = "socket-permissions";
  if (!(await exists(folder))) {
    return wrong(
      check,
      `${folder}, the folder of the sockets, is not there.`,
      `Make it: install -d -o nightjar -g debian-tor -m 2750 ${folder}`,
    );
  }
  const { mode } = await lstat(folder);
  return (mode & 0o007) === 0
    ? fine(check, `${folder}, the folder of the sockets, is closed to others.`)
    : wrong(
        check,
        `Everybody on this machine can get at the sockets in ${folder}, and claim to be any circuit.`,
        `Close it: chmod 2750 ${folder}`,
      );
}

/** What runs must not be writable by whom it runs as. */
async function checkProgram(app: string, uid: number | undefined): Promise<Finding> {
  const { mode, uid: owner } = await lstat(app);
  const writable = (mode & 0o022) !== 0 || (uid !== undefined && uid !== 0 && owner === uid);
  return writable
    ? wrong(
        "program-permissions",
        `${app} can be changed by others than root, the server itself perhaps among them.`,
        `Give it to root: chown -R root:root ${app} && chmod -R go-w ${app}`,
      )
    : fine("program-permissions", "The program's folder can be changed by its owner alone.");
}

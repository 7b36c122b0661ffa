import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { undefinedIf } from "../files.ts";
import { type Finding, fine, warning } from "./finding.ts";
import type { Unit } from "./unit.ts";

/**
 * Whether the machine may put on a disk what lies in the server's memory, or keep what it says.
 * @param root where `/proc` and `/etc` are looked for: `/`
 */
export async function checkMachine(root: string, unit: Unit | undefined): Promise<Finding[]> {
  return [await checkSwap(root, unit), await checkCoreDumps(root, unit), await checkJournal(root)];
}

async function checkSwap(root: string, unit: Unit | undefined): Promise<Finding> {
  const swaps = (await textOf(root, "proc/swaps")).trim().split("\n").slice(1);
  if (swaps.length === 0) return fine("swap", "No swap is on.");
  if (unit?.service.get("MemorySwapMax") === "0") {
    return fine("swap", "Swap is on, and the server's unit keeps its memory out of it.");
  }
  return warning(
    "swap",
    "Swap is on, so that request headers and sealed parts in memory may be written to a disk.",
    "Say MemorySwapMax=0 in the unit, or turn swap off: swapoff -a, and out of /etc/fstab.",
  );
}

async function checkCoreDumps(root: string, unit: Unit | undefined): Promise<Finding> {
  const pattern = (await textOf(root, "proc/sys/kernel/core_pattern")).trim();
  const own = /^Max core file size +(\S+)/m.exec(await textOf(root, "proc/self/limits"))?.[1];
  const limited = unit ? unit.service.get("LimitCORE") === "0" : own === "0";
  // A program behind a pipe is given the dump whatever the limit is; systemd's own heeds it.
  const piped = pattern.startsWith("|") && !pattern.includes("systemd-coredump");
  if (limited && !piped) return fine("core-dumps", "A crash leaves no core dump.");
  return warning(
    "core-dumps",
    piped
      ? "Core dumps go to a program that heeds no limit, so that a crash may write the server's memory to a disk."
      : "A crash may write the server's memory to a disk, as a core dump.",
    piped
      ? "Say kernel.core_pattern=core in /etc/sysctl.d/, and LimitCORE=0 in the unit."
      : "Say LimitCORE=0 in the unit.",
  );
}

/** Without a word in journald's settings, the folder decides. */
async function checkJournal(root: string): Promise<Finding> {
  const settings = [await textOf(root, "etc/systemd/journald.conf"), ...(await fragments(root))].join("\n");
  const storage = [...settings.matchAll(/^\s*Storage\s*=\s*(\w+)/gm)].at(-1)?.[1] ?? "auto";
  const folder = (await namesIn(join(root, "var/log/journal"))) !== undefined;
  const kept = storage === "persistent" || (storage === "auto" && folder);
  return kept
    ? warning(
        "journal",
        "The journal is kept on the disk: it says when the server and tor started, stopped and complained.",
        "Say Storage=volatile in /etc/systemd/journald.conf.d/nightjar.conf, restart systemd-journald, and remove /var/log/journal.",
      )
    : fine("journal", "The journal is not kept on the disk.");
}

async function fragments(root: string): Promise<string[]> {
  const folder = "etc/systemd/journald.conf.d";
  const names = ((await namesIn(join(root, folder))) ?? []).filter((name) => name.endsWith(".conf")).sort();
  return await Promise.all(names.map((name) => textOf(root, join(folder, name))));
}

/** Files of /proc have no size to go by. Empty if there is none. */
async function textOf(root: string, path: string): Promise<string> {
  return (await undefinedIf(["ENOENT"], readFile(join(root, path), "utf8"))) ?? "";
}

async function namesIn(path: string): Promise<string[] | undefined> {
  return await undefinedIf(["ENOENT"], readdir(path));
}

import { readdirSync, readFileSync } from "node:fs";

/** Bytes: proportional set sizes, in which memory that several processes share is divided among them. */
export interface Memory {
  /** The processes that web pages run in. */
  readonly page: number;
  /** Those, the browser's own, and all others that it started. */
  readonly all: number;
}

/** What a Firefox takes, by the id of its first process. What ends while it is looked at counts nothing. */
export function memoryOfFirefox(root: number): Memory {
  const memory = { page: 0, all: 0 };
  for (const pid of processesOf(root)) {
    const bytes = memoryOf(pid);
    memory.all += bytes;
    if (isContent(pid)) memory.page += bytes;
  }
  return memory;
}

/** The processes of a Firefox that web pages run in. @param root the id of its first process */
export function contentProcesses(root: number): number[] {
  return processesOf(root).filter(isContent);
}

/** The most that a Firefox takes while some work is done. */
export async function peakWhile(root: number, work: () => Promise<void>): Promise<Memory> {
  let peak = memoryOfFirefox(root);
  const timer = setInterval(() => {
    const now = memoryOfFirefox(root);
    peak = { page: Math.max(peak.page, now.page), all: Math.max(peak.all, now.all) };
  }, 100);
  try {
    await work();
    return peak;
  } finally {
    clearInterval(timer);
  }
}

function processesOf(root: number): number[] {
  const parents = new Map(processes().map((pid) => [pid, parentOf(pid)]));
  const belongs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || belongs(parents.get(pid)));
  return [...parents.keys()].filter(belongs);
}

function processes(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function parentOf(pid: number): number | undefined {
  const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readOrNothing(`/proc/${pid}/stat`))?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/**
 * Extensions run in a process of the same kind, under another name. (Where Firefox forks processes off one that is
 * prepared, it writes their arguments anew, with blanks between them.)
 */
function isContent(pid: number): boolean {
  const words = readOrNothing(`/proc/${pid}/cmdline`).split(/[\0 ]+/);
  const isTab = words.includes("-contentproc") && words.includes("tab");
  return isTab && readOrNothing(`/proc/${pid}/comm`).trim() !== "WebExtensions";
}

function memoryOf(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1] ?? "0";
  return Number(kilobytes) * 1024;
}

/** A process that ended between two looks has no files any more. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

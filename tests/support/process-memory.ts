import { readdirSync, readFileSync } from "node:fs";

/**
 * Bytes of memory of a process and all that it started: the sum of their proportional set sizes, in which a page that
 * several share counts once. What ends meanwhile counts nothing.
 */
export function memoryOfTree(root: number): number {
  const parents = new Map(processes().flatMap((pid) => pairOf(pid, parentOf(pid))));
  const belongs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || belongs(parents.get(pid)));
  const tree = [...parents.keys()].filter(belongs);
  return tree.reduce((sum, pid) => sum + (memoryOf(pid) ?? 0), 0);
}

/** Samples the memory of a process tree while some work is done. */
export async function peakWhile(root: number, work: () => Promise<void>): Promise<number> {
  let peak = memoryOfTree(root);
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOfTree(root));
  }, 50);
  try {
    await work();
    return peak;
  } finally {
    clearInterval(timer);
  }
}

function processes(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function pairOf<T>(key: number, value: T | undefined): [number, T][] {
  return value === undefined ? [] : [[key, value]];
}

function parentOf(pid: number): number | undefined {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  const parent = /^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

function memoryOf(pid: number): number | undefined {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** A process that ended between two looks has no files any more. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

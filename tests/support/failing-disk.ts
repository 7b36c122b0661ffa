import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, onTestFinished } from "vitest";

/**
 * From now on the disk gives nothing of this file, or not at the first time that it is asked in each of two ways:
 * Node's (asked here) and SQLite's. What is returned lets it give all of it again.
 */
export async function failDiskOf(
  path: string,
  { calls = "read,pread64", when = "1+" } = {},
): Promise<() => Promise<void>> {
  const faults = `-e trace=${calls} -e inject=${calls}:error=EIO:when=${when} -o /dev/null`.split(" ");
  const traced = ["-f", "-q", "-p", String(process.pid), "-P", path];
  const tracer = spawn("strace", [...traced, ...faults], { stdio: "ignore" });
  onTestFinished(() => void tracer.kill("SIGKILL"));
  await expect.poll(() => readingOf(path)).toMatch(/^EIO/);
  return async () => {
    tracer.kill("SIGINT");
    await once(tracer, "close");
  };
}

function readingOf(path: string): string {
  try {
    return `${readFileSync(path).length} bytes`;
  } catch (error) {
    return String(error instanceof Error && error.message);
  }
}

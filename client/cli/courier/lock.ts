import { open, readFile, rm } from "node:fs/promises";
import { CliError } from "../errors.ts";
import { isSystemError } from "../files.ts";

/** Keeps a second run away from what this one writes; one that was killed doesn't. @throws CliError output-refused */
export async function holdLock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      const file = await open(path, "wx", 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (!isSystemError(error) || error.code !== "EEXIST") throw error;
    }
    const holder = Number(await readFile(path, "utf8"));
    if (holder > 0 && holder !== process.pid && isAlive(holder)) {
      throw new CliError(
        "output-refused",
        `Another pickup (process ${holder}) works on this bundle: let it end.`,
      );
    }
    await rm(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(isSystemError(error) && error.code === "ESRCH");
  }
}

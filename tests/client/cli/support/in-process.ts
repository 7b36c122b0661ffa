import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { main } from "../../../../client/cli/main.ts";
import type { Ended } from "./cli.ts";

/**
 * Runs the command line in this process, so that a test can set the clock (`vi.setSystemTime`). Passphrases go in by a
 * descriptor, a line each.
 */
export async function inProcess(
  args: readonly string[],
  passphrases: readonly string[] = [],
): Promise<Ended> {
  const said = { stdout: "", stderr: "" };
  process.stdout.setMaxListeners(0);
  process.stderr.setMaxListeners(0);
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      said[name] += String(text);
      return true;
    }),
  );
  try {
    const code = await withPassphrases(passphrases, (more) => main([...args, ...more]));
    return { code, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

async function withPassphrases<T>(
  lines: readonly string[],
  work: (more: string[]) => Promise<T>,
): Promise<T> {
  if (lines.length === 0) return await work([]);
  const folder = mkdtempSync(join(tmpdir(), "nightjar-test-"));
  writeFileSync(join(folder, "lines"), `${lines.join("\n")}\n`, { mode: 0o600 });
  const descriptor = openSync(join(folder, "lines"), "r");
  try {
    return await work(["--passphrase-fd", String(descriptor)]);
  } finally {
    closeSync(descriptor);
    rmSync(folder, { recursive: true });
  }
}

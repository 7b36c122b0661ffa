import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { main } from "../../client/cli/main.ts";

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command line in this process, so that a test's clock is its clock too. Each passphrase is a line on a
 * descriptor of its own, named by --passphrase-fd.
 */
export async function commandLine(args: readonly string[], ...passphrases: string[]): Promise<Said> {
  const said = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      said[name] += String(text);
      return true;
    }),
  );
  // Each command listens as if the process were its own.
  for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);
  const lines = descriptorWith(passphrases);
  try {
    const more = passphrases.length > 0 ? ["--passphrase-fd", String(lines.descriptor)] : [];
    return { code: await main([...args, ...more]), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    lines.close();
  }
}

/** The same from another folder, from which its relative paths are meant. */
export async function commandLineIn(folder: string, args: readonly string[]): Promise<Said> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await commandLine(args);
  } finally {
    process.chdir(before);
  }
}

function descriptorWith(lines: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-lines-"));
  writeFileSync(join(folder, "lines"), lines.map((line) => `${line}\n`).join(""));
  const descriptor = openSync(join(folder, "lines"), "r");
  return {
    descriptor,
    close: () => {
      closeSync(descriptor);
      rmSync(folder, { recursive: true });
    },
  };
}

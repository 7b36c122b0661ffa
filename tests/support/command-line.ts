import { AsyncLocalStorage } from "node:async_hooks";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../client/cli/main.ts";

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Heard = { stdout: string; stderr: string };

/** What a command says, apart for each of those that run side by side. */
const listening = new AsyncLocalStorage<Heard>();

for (const name of ["stdout", "stderr"] as const) {
  const write = process[name].write.bind(process[name]);
  process[name].write = ((...args: Parameters<typeof write>) => {
    const heard = listening.getStore();
    if (heard === undefined) return write(...args);
    heard[name] += String(args[0]);
    return true;
  }) as typeof write;
}
// Each command listens as if the process were its own.
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);

/**
 * Runs the command line in this process: a test's clock is its clock too, and nothing is loaded anew. Each passphrase
 * is a line on a descriptor of its own, named by --passphrase-fd.
 */
export async function commandLine(args: readonly string[], ...passphrases: string[]): Promise<Said> {
  const heard: Heard = { stdout: "", stderr: "" };
  const lines = descriptorWith(passphrases);
  try {
    const more = passphrases.length > 0 ? ["--passphrase-fd", String(lines.descriptor)] : [];
    const code = await listening.run(heard, () => main([...args, ...more]));
    return { code, ...heard };
  } finally {
    lines.close();
  }
}

/** The same from another folder, from which its relative paths are meant. */
export async function commandLineIn(
  folder: string,
  args: readonly string[],
  ...passphrases: string[]
): Promise<Said> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await commandLine(args, ...passphrases);
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

import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PRELOAD = new URL("./clock-preload.ts", import.meta.url).href;

/** The clock of a process that is started with its environment; at first it goes right. */
export class ServerClock {
  readonly #folder = mkdtempSync(join(tmpdir(), "nightjar-clock-"));

  constructor() {
    this.isAhead(0);
  }

  get environment(): Record<string, string> {
    return { NODE_OPTIONS: `--import ${PRELOAD}`, CLOCK_FILE: join(this.#folder, "offset") };
  }

  /** From now on it is off by so many seconds; the process never reads half of a number. */
  isAhead(seconds: number): void {
    const file = join(this.#folder, "offset");
    writeFileSync(`${file}.new`, String(seconds * 1000));
    renameSync(`${file}.new`, file);
  }

  /** Once the process has ended: without its clock it can’t go on. */
  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

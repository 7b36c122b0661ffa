import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The variable that names a folder which all test files of one run share, and which goes with the run. */
export const RUN_FOLDER = "TEST_RUN_FOLDER";

/** Makes that folder, before all test files. */
export default function setup(): (() => void) | undefined {
  // Each project of the run calls this, and the first one makes it.
  if (process.env[RUN_FOLDER] !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "nightjar-run-"));
  process.env[RUN_FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

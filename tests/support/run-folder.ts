import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The variable that names a folder which all test files of one run share, and which goes with the run. */
export const RUN_FOLDER = "TEST_RUN_FOLDER";

/**
 * Makes that folder, and lets every Node that the tests start keep what it has compiled there: without it, each of
 * some hundred short processes strips the same types and compiles the same modules anew, which is most of its time.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-run-"));
  process.env[RUN_FOLDER] = folder;
  process.env.NODE_COMPILE_CACHE = join(folder, "compiled");
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

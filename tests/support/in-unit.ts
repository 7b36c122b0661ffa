import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseUnit } from "../../client/cli/doctor/unit.ts";
import { ROOT } from "./imports.ts";

const { service, environment } = parseUnit(readFileSync(join(ROOT, "deploy/nightjar.service"), "utf8"));

/** Node's flags, as the unit starts the server. */
export const UNITS_FLAGS = (service.get("ExecStart") ?? "")
  .split(" ")
  .filter((word) => word.startsWith("--"));

/** Those, and what else is in the server's environment; the code cache in a folder of ours. */
export function inUnit(cache: string): { flags: string[]; env: Record<string, string> } {
  const others = [...environment].filter(([name]) => !name.startsWith("NIGHTJAR_"));
  return { flags: UNITS_FLAGS, env: { ...Object.fromEntries(others), NODE_COMPILE_CACHE: cache } };
}

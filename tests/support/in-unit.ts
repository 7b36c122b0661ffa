import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseUnit } from "../../client/cli/doctor/unit.ts";
import { ROOT } from "./imports.ts";

/** Node's flags and what else is in the server's environment, as the unit has them; the code cache in a folder of ours. */
export function inUnit(cache: string): { flags: string[]; env: Record<string, string> } {
  const { service, environment } = parseUnit(readFileSync(join(ROOT, "deploy/nightjar.service"), "utf8"));
  const [, ...words] = (service.get("ExecStart") ?? "").split(" ");
  const others = [...environment].filter(([name]) => !name.startsWith("NIGHTJAR_"));
  return { flags: words.slice(0, -1), env: { ...Object.fromEntries(others), NODE_COMPILE_CACHE: cache } };
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../errors.ts";

/** The path of the spool in a data folder. @throws StartError if no server has made one there */
export function spoolBelow(data: string): string {
  const spool = join(data, "spool");
  if (existsSync(join(spool, "days"))) return spool;
  throw new StartError(`There is no spool in ${data}: name the data folder of a server that has run.`);
}

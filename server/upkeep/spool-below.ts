import { existsSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../errors.ts";
import { requireForm } from "../store/sqlite/form.ts";

/** The path of the spool in a data folder. @throws StartError if no server has made one there, or one of another form */
export function spoolBelow(data: string): string {
  const spool = join(data, "spool");
  if (existsSync(join(spool, "days"))) {
    requireForm(spool);
    return spool;
  }
  throw new StartError(`There is no spool in ${data}: name the data folder of a server that has run.`);
}

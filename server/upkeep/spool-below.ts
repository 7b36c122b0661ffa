import { statSync } from "node:fs";
import { join } from "node:path";
import { errorCode, StartError } from "../errors.ts";
import { requireForm } from "../store/sqlite/form.ts";

/** The path of the spool in a data folder. @throws StartError if no server has made one there, or one of another form */
export function spoolBelow(data: string): string {
  const spool = join(data, "spool");
  if (isThere(join(spool, "days"), data)) {
    requireForm(spool);
    return spool;
  }
  throw new StartError(`There is no spool in ${data}: name the data folder of a server that has run.`);
}

/** A folder into which one may not look isn't taken for an empty one. */
function isThere(path: string, data: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (errorCode(error) !== "EACCES") return false;
    throw new StartError(`${data} isn't yours to read: run this as root, or as the server's user.`);
  }
}

import "../http/quiet.ts";
import { describeError, StartError } from "../errors.ts";
import { removeLeftCopies } from "./backup-copies.ts";

process.umask(0o077);
try {
  const [data, ...others] = process.argv.slice(2);
  if (data === undefined || others.length > 0) {
    throw new StartError("Give the data folder: node server/upkeep/remove-copies.ts DATA");
  }
  console.log(JSON.stringify({ removed: removeLeftCopies(data) }));
} catch (error) {
  console.error(error instanceof StartError ? error.message : `The removing failed: ${describeError(error)}`);
  process.exit(1);
}

import "../http/quiet.ts";
import { removeLeftCopies } from "./backup-copies.ts";
import { onlyData, run } from "./program.ts";

await run("The removing", (args) => ({ removed: removeLeftCopies(onlyData("remove-copies", args)) }));

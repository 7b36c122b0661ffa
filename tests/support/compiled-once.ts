import { join } from "node:path";
import { RUN_FOLDER } from "./run-folder.ts";

// Every Node that the tests start keeps what it has compiled, for the others: without it each of some hundred short
// processes strips the same types and compiles the same modules anew, which is most of its time. A test's own process
// has begun already, and keeps nothing.

const shared = process.env[RUN_FOLDER];
if (shared !== undefined) process.env.NODE_COMPILE_CACHE = join(shared, "compiled");

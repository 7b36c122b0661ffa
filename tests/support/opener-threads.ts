import { startThread } from "../../client/cli/threads.ts";
import type { StartOpener } from "../../client/workbench/worker/opening/start-opener.ts";

/** Openers as a browser's workbench has them, in Node's threads. */
export const openerThreads: StartOpener = () => startThread(new URL("opener-thread.ts", import.meta.url));

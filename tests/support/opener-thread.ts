import { serveThread } from "../../client/cli/threads.ts";
import { Opener } from "../../client/workbench/worker/opening/opener-worker.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";

serveThread(new Opener(loadSodium()));

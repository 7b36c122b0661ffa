import { parentPort } from "node:worker_threads";
import { Opener } from "../../client/workbench/worker/opening/opener-worker.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";

const opener = new Opener(loadSodium(), (message) => parentPort?.postMessage(message));
parentPort?.on("message", (message) => opener.hear(message));

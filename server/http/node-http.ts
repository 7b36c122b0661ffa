import type { ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { Socket } from "node:net";

// By `import`, node:http is asked for everything that it exports, a WebSocket client among it: a tenth of a start, and
// some megabytes.
const require = createRequire(import.meta.url);

const http = require("node:http") as typeof import("node:http");

export const { createServer } = http;

/** An answer to nobody, on a socket that isn't connected. */
export function emptyResponse(socket: Socket): ServerResponse {
  return new http.ServerResponse(new http.IncomingMessage(socket));
}

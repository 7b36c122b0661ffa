import "./quiet.ts";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createApp } from "./app.ts";
import { type Config, isLoopback, parseConfig } from "./config.ts";
import { describeError, errorCode, StartError } from "./errors.ts";
import { createListener } from "./listener.ts";
import { createPolicy } from "./policy.ts";
import { loadPublicDocuments } from "./public-documents.ts";
import { type Spool, SpoolError } from "./store/spool.ts";
import { SqliteSpool } from "./store/sqlite/sqlite-spool.ts";

/** Milliseconds between two heartbeats of the store. */
const HEARTBEAT = 10_000;

/** Milliseconds that requests under way have to end when the server stops. */
const GRACE = 5_000;

process.umask(0o077);
process.on("uncaughtException", (error) => {
  console.error(`The server stops, since something failed that must not: ${describeError(error)}`);
  process.exit(70);
});
try {
  await run(parseConfig(process.env));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}

async function run(config: Config): Promise<void> {
  const documents = loadPublicDocuments(config.data, Date.now);
  if (documents.anchor.demo && !isLoopback(config.host)) {
    throw new StartError(
      `This instance is a demo, for trying only: NIGHTJAR_HOST must stay on this machine (127.0.0.1), not ${config.host}.`,
    );
  }
  const pages = [documents.page, ...documents.plain.all];
  const policy = createPolicy(...pages.map((page) => Buffer.from(page).toString("utf8")));
  const spool = openSpool(config);
  const server = createListener(createApp(documents, spool, config.maxEnvelope), policy);
  await listen(server, config);
  stopOnRequest(server, spool);
  announce(server, config.host);
}

function openSpool(config: Config): Spool {
  const folder = join(config.data, "spool");
  try {
    return new SqliteSpool({
      folder,
      room: config.room,
      retentionDays: config.retentionDays,
      now: Date.now,
      heartbeat: HEARTBEAT,
      report: console.error,
    });
  } catch (error) {
    if (error instanceof SpoolError && error.code === "spool-in-use") throw new StartError(error.message);
    throw new StartError(
      `The server can't open its spool (${errorCode(error)}): look at the disk and at ${folder}, and start again.`,
    );
  }
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new StartError(
          `The server can't listen on ${config.host}, port ${config.port} (${error.code}): choose another with NIGHTJAR_PORT.`,
        ),
      ),
    );
    server.listen(config.port, config.host, resolve);
  });
}

function announce(server: Server, host: string): void {
  const { port } = server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  if (process.send) process.send({ ready: true, url });
  else console.log(url);
}

/** SIGTERM, SIGINT, or the parent gone: what is under way may end, then the store closes. */
function stopOnRequest(server: Server, spool: Spool): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => server.closeAllConnections(), GRACE).unref();
    server.close(async () => {
      await spool.close();
      process.exit(0);
    });
    server.closeIdleConnections();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
  if (process.send) process.on("disconnect", stop);
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { cleanEnvironment } from "../client/cli/support/cli.ts";
import { lineOf } from "../support/behind-front.ts";
import { ROOT } from "../support/imports.ts";
import { inUnit } from "../support/in-unit.ts";
import { ServerClock } from "../support/server-clock.ts";
import { at, done, kept, ROAD } from "./stage.ts";

export interface Serving extends AsyncDisposable {
  /** Where a browser reaches it: the front writes tor's line before each connection, as one circuit. */
  readonly url: string;
}

const SOURCES = "sources.sock";
export const COURIERS = "couriers.sock";
/** Where courier.html finds it, which is known before it runs; below the ports that systems give to whoever asks for any. */
const COURIERS_PORT = kept("couriers.port", 20_000 + (process.pid % 10_000));
export const COURIERS_ADDRESS = `127.0.0.1:${COURIERS_PORT}`;

/** `setup` lays the data folder out. */
export async function setUp(): Promise<void> {
  const files = "--anchor anchor.json --pages dist --known rosters.tar";
  await done(`setup --data ${at("data")} ${files} --user nobody --out service`);
}

/**
 * The server as the unit starts it: its flags, two Unix sockets, circuits; behind a front in tor's place.
 * @param ahead by how many seconds its clock is
 */
export async function serve(ahead = 0): Promise<Serving> {
  const { flags, env } = inUnit(at("cache"));
  const clock = new ServerClock();
  clock.isAhead(ahead);
  const child = spawn(process.execPath, [...flags, "server/main.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...cleanEnvironment(),
      ...env,
      ...clock.environment,
      NIGHTJAR_DATA: at("data"),
      NIGHTJAR_LISTEN: `unix:${at(SOURCES)}`,
      NIGHTJAR_COURIER_LISTEN: `unix:${at(COURIERS)}`,
      NIGHTJAR_COURIER_NAMES: `unix:${at(COURIERS)},${COURIERS_ADDRESS}`,
      NIGHTJAR_STATUS: at("status.sock"),
      NIGHTJAR_CIRCUITS: "1",
    },
  });
  const front = await frontOf(SOURCES, 0, lineOf(7));
  const couriersFront = await frontOf(COURIERS, COURIERS_PORT);
  const { port } = front.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child);
  return {
    url,
    async [Symbol.asyncDispose]() {
      front.close();
      couriersFront.close();
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
      clock.remove();
      if (child.exitCode !== 0) throw new Error(`the server of ${ROAD} ended with ${child.exitCode}`);
    },
  };
}

/** In tor's place before a socket: what comes is handed on, behind a line of tor's if there is one. */
async function frontOf(socket: string, port: number, line?: string): Promise<Server> {
  const front = createServer((browser) => {
    const server = connect(at(socket));
    if (line !== undefined) server.write(line);
    browser.pipe(server).pipe(browser);
    for (const [one, other] of [
      [browser, server],
      [server, browser],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  });
  front.listen(port, "127.0.0.1");
  await once(front, "listening");
  return front;
}

async function answering(url: string, child: { readonly exitCode: number | null }): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

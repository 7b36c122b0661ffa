import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildNoScriptPages } from "../../client/source/no-script/build.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { builtSourcePage } from "./built-pages.ts";
import { putInForce } from "./couriers.ts";
import type { Gauge } from "./gauge.ts";
import { type TestInstance, testInstance } from "./instance.ts";
import { madeOnce } from "./made-once.ts";
import { publishBytes, publishRoster } from "./roster-files.ts";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

/** Settings of a process whose server can be asked for its gauge. */
export const GAUGED = { NODE_OPTIONS: `--import ${new URL("./gauge.ts", import.meta.url).href}` };

export interface RunningServer {
  readonly url: string;
  /** Where couriers are served: a url, or `unix:` and a path; undefined without that listener. */
  readonly couriers: string | undefined;
  readonly pid: number;
  /** The data folder. */
  readonly data: string;
  /** All that the process has printed so far, stdout and stderr. */
  output(): string;
  /** What it has measured since the last time; only of a server that was started with GAUGED in its environment. */
  gauge(): Promise<Gauge>;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
  /** Closes the channel that a server watches for its parent's end, and the exit code. */
  disconnect(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/**
 * A new data folder with all that an instance publishes: anchor, pages, its roster and an annex that puts its couriers
 * in force. By default the instance is one that was founded once in this run, of which a test needs no secrets.
 */
export async function prepareData(
  options: { instance?: TestInstance; page?: Uint8Array } = {},
): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), "nightjar-data-"));
  const common = options.instance
    ? undefined
    : await madeOnce("data", (path) => publish(path, testInstance()));
  if (common !== undefined) cpSync(common, data, { recursive: true });
  else await publish(data, options.instance ?? testInstance());
  if (options.page) publishBytes(data, "source.html", options.page);
  return data;
}

async function publish(data: string, instance: TestInstance): Promise<void> {
  await publishPages(data, encodeAnchor(instance.anchor));
  publishRoster(data, 1, instance.file);
  await putInForce(data, instance, instance.couriers);
}

/** The anchor and the pages, to be seen by whoever asks a server. The source's page is that of another instance. */
export async function publishPages(data: string, anchor: Uint8Array): Promise<void> {
  publishBytes(data, "anchor.json", anchor);
  publishBytes(data, "source.html", await builtSourcePage());
  for (const [name, bytes] of buildNoScriptPages(anchor)) publishBytes(data, name, bytes);
}

export function removeData(data: string): void {
  rmSync(data, { recursive: true, force: true });
}

interface StartOptions {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  /** A command that ends in executing its arguments. */
  readonly wrap?: readonly string[];
  /** Node's. */
  readonly flags?: readonly string[];
}

/** Starts a server process on a data folder (by default a new one) and any free port. */
export async function startServer(
  options: StartOptions & { readonly data?: string } = {},
): Promise<RunningServer> {
  const data = options.data ?? (await prepareData());
  const child = spawnServer(data, options);
  const output = collectOutput(child);
  const exited = once(child, "exit");
  const first = await Promise.race([once(child, "message"), exited]);
  const message: unknown = first[0];
  if (typeof message !== "object" || message === null || !("url" in message) || child.pid === undefined) {
    throw new Error(`the server did not start: ${output()}`);
  }
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return {
    url: String(message.url),
    couriers: "couriers" in message ? String(message.couriers) : undefined,
    pid: child.pid,
    data,
    output,
    gauge: async () => {
      const answer = once(child, "message") as Promise<[{ gauge: Gauge }]>;
      child.send("gauge");
      return (await answer)[0].gauge;
    },
    stop: () => end("SIGTERM"),
    disconnect: async () => {
      child.disconnect();
      await exited;
      return child.exitCode;
    },
    kill: async () => void (await end("SIGKILL")),
  };
}

/** Starts a server that is expected to refuse, and returns what it said and its exit code. */
export async function refusedStart(
  data: string,
  env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawnServer(data, { env });
  const output = collectOutput(child);
  const outcome = await Promise.race([once(child, "close"), once(child, "message")]);
  child.kill("SIGKILL");
  return { code: typeof outcome[0] === "number" ? outcome[0] : null, output: output() };
}

function spawnServer(data: string, options: StartOptions): ChildProcess {
  if (!existsSync(data)) throw new Error(`no data folder ${data}`);
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NIGHTJAR_|NODE_(?!COMPILE_CACHE$)|VITEST)/.test(name),
  );
  const command = [
    ...(options.wrap ?? []),
    process.execPath,
    ...(options.flags ?? ["--disable-sigusr1"]),
    MAIN,
  ];
  return spawn(command[0] ?? "", command.slice(1), {
    env: { ...Object.fromEntries(inherited), NIGHTJAR_DATA: data, ...anyPort(options.env), ...options.env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
}

/** Any free port, unless a test says where to listen. */
function anyPort(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  return "NIGHTJAR_LISTEN" in env ? {} : { NIGHTJAR_PORT: "0" };
}

function collectOutput(child: ChildProcess): () => string {
  const pieces: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (piece: Buffer) => pieces.push(piece));
  return () => Buffer.concat(pieces).toString("utf8");
}

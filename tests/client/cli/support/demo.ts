import { type ChildProcess, spawn } from "node:child_process";
import { cleanEnvironment, DOOR } from "./cli.ts";

/** A demo that runs, as `npm start` starts it, on a port of its own. */
export interface RunningDemo {
  readonly url: string;
  readonly pid: number;
  /** What it has printed so far, on stdout. */
  said(): string;
  /** Signals it and waits for its end; the result is its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export function startDemo(data: string, env: NodeJS.ProcessEnv = {}): Promise<RunningDemo> {
  const child = spawn(process.execPath, [DOOR, "demo"], {
    env: cleanEnvironment({ NIGHTJAR_DATA: data, NIGHTJAR_PORT: "0", ...env }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the demo ended with ${code} before it was ready: ${said}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const url = /http:\/\/[^\s]+/.exec(said)?.[0];
      if (!url || !said.includes("Ctrl-C")) return;
      resolve({ url, pid: child.pid ?? 0, said: () => said, stop: (signal) => stop(child, signal) });
    });
  });
}

function stop(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill(signal);
  });
}

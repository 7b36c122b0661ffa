import { fork } from "node:child_process";
import { join } from "node:path";
import type { Outcome } from "./fuzz.ts";
import { PLANTED } from "./planted.ts";

/** Fuzzes with each planted fault of these targets in turn, until it is found. Whether all were. */
export async function findPlanted(targets: readonly string[], seconds: number): Promise<boolean> {
  let all = true;
  for (const [number, { target, path, bad }] of PLANTED.entries()) {
    if (!targets.includes(target)) continue;
    const { tried, found } = await outcomeOf(target, number, seconds);
    all &&= found > 0;
    const after = found === 0 ? `not among ${tried}` : tried === 0 ? "by the corpus" : `after ${tried}`;
    console.log(`| ${target} | ${path} | \`${bad}\` | ${after} |`);
  }
  return all;
}

/** In a process of its own, which reads the one source file otherwise. */
function outcomeOf(target: string, number: number, seconds: number): Promise<Outcome> {
  const child = fork(
    join(import.meta.dirname, "main.ts"),
    [target, "--first", "--seconds", String(seconds)],
    {
      execArgv: ["--import", join(import.meta.dirname, "plant.ts")],
      env: { ...process.env, PLANTED: String(number) },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  return new Promise((resolve, reject) => {
    child.on("message", (outcome) => resolve(outcome as Outcome));
    child.on("exit", (code) => reject(new Error(`${target} has ended by ${code}, and said nothing`)));
  });
}

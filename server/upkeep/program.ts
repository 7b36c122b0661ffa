import { type Day, dayOf } from "../../protocol/day.ts";
import { describeError, StartError } from "../errors.ts";

/** What each program here is: says what came of its work as a line of JSON, if anything, or why it failed. */
export async function run(what: string, work: (args: readonly string[]) => unknown): Promise<void> {
  process.umask(0o077);
  try {
    const came = await work(process.argv.slice(2));
    if (came !== undefined) console.log(JSON.stringify(came));
  } catch (error) {
    console.error(error instanceof StartError ? error.message : `${what} failed: ${describeError(error)}`);
    process.exit(1);
  }
}

/** For those that are given a data folder and nothing else. @throws StartError */
export function onlyData(program: string, [data, ...others]: readonly string[]): string {
  if (data !== undefined && others.length === 0) return data;
  throw new StartError(`Give the data folder: node server/upkeep/${program}.ts DATA`);
}

/** The day that somebody has said must be the clock's. @throws StartError */
export function requireToday(today: Day): void {
  const now = dayOf(Date.now());
  if (now === today) return;
  throw new StartError(`By this machine's clock it is ${now} (UTC), not ${today}: set right what is wrong.`);
}

import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ended, nightjar } from "../client/cli/support/cli.ts";
import { launchFirefox, SAFER } from "../support/firefox.ts";
import { inLong } from "../support/seeded.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";

/** Where the stages' output lies: kept if ROAD_FOLDER names a folder, so that a walk can begin in the middle. */
export const ROAD = process.env.ROAD_FOLDER ?? mkdtempSync(join(tmpdir(), "nightjar-road-"));
mkdirSync(ROAD, { recursive: true });

/** Where somebody on the road sits down: `npm run test:long` walks it at Tor Browser's Safer level, in one each. */
export const newFirefox = inLong(sharedFirefox, () => launchFirefox(SAFER));

export const at = (...names: string[]) => join(ROAD, ...names);

/** A number that stays what it was when the walk began. */
export function kept(name: string, number: number): number {
  if (!existsSync(at(name))) writeFileSync(at(name), String(number));
  return Number(readFileSync(at(name), "utf8"));
}

/** The passphrase of somebody's vault, also of one that took its place. */
export const passphraseOf = (name: string) =>
  `six words drawn by dice for ${name.toLowerCase().replace(/-\d$/, "")}`;

/** A command as the documents have it, in the folder of the road, as a process of its own. */
export function typed(command: string, vaultOf?: string): Promise<Ended> {
  const words = (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
  const input = vaultOf === undefined ? {} : { input: `${passphraseOf(vaultOf)}\n` };
  const descriptor = vaultOf === undefined ? [] : ["--passphrase-fd", "0"];
  return nightjar([...words, ...descriptor], { cwd: ROAD, ...input });
}

/** The same, which must succeed. Returns what it said. */
export async function done(command: string, vaultOf?: string): Promise<string> {
  const { code, stdout, stderr } = await typed(command, vaultOf);
  if (code !== 0) throw new Error(`nightjar ${command}: exit ${code}: ${stderr}${stdout}`);
  return stdout;
}

const ended = new Set<string>();
const order: string[] = [];

/**
 * Runs a stage unless its output is kept from an earlier walk, and prints how long it took. It takes what the stage
 * before wrote; if that one did not end, this one fails.
 */
export async function stage(name: string, run: () => Promise<void>, always = false): Promise<void> {
  const before = order.at(-1);
  order.push(name);
  if (before !== undefined && !ended.has(before)) throw new Error(`the stage "${before}" did not end`);
  const mark = at(`.${name.replaceAll(" ", "-")}.ended`);
  const begun = performance.now();
  const isKept = !always && existsSync(mark);
  if (!isKept) await run();
  writeFileSync(mark, "");
  ended.add(name);
  const took = isKept ? "kept" : `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  process.stderr.write(`road: ${name}: ${took}\n`);
}

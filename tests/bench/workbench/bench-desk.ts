import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Unlocked } from "../../../client/workbench/worker/unlocked.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { type Desk, PASSPHRASE, testDesk, writeBundle } from "../../support/desk.ts";
import { syntheticEnvelopes } from "./bundle.ts";

const SOME = 200;

const HANDLES = ["Wren", "Heron", "Rail", "Crake", "Swift"];

/** Five reviewers, one of whom opens a bundle of synthetic tips. */
export interface BenchDesk {
  readonly desk: Desk;
  /** Of all tips. */
  readonly count: number;
  /** The first of the envelopes, for those that take long over them or hold them in memory. */
  readonly some: readonly Uint8Array[];
  /** Paths. */
  readonly bundle: string;
  readonly vault: string;
  /** The 32 bytes that this reviewer opens tips with. */
  readonly seed: Uint8Array;
  readonly unlocked: Unlocked;
}

export async function benchDesk(count: number, primitives: Primitives): Promise<BenchDesk> {
  const desk = await testDesk(HANDLES);
  const envelopes = await syntheticEnvelopes(desk.instance, count, primitives);
  const dated = envelopes.map((bytes, i): [Uint8Array, string] => [bytes, dayNumber(i)]);
  const bundle = await writeBundle(desk, "bench.tar", dated);
  const vault = join(desk.folder, `${HANDLES[2]}.vault`);
  const unlocked = await Unlocked.open(new Uint8Array(readFileSync(vault)), PASSPHRASE, primitives);
  const seed = desk.vaults[2]?.periods[0]?.identities?.hybrid;
  if (!seed) throw new Error("no vault");
  return { desk, count, some: envelopes.slice(0, SOME), bundle, vault, seed, unlocked };
}

function dayNumber(i: number): string {
  return `2026-11-${String(1 + (i % 28)).padStart(2, "0")}`;
}

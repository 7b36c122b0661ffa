import { openAsBlob } from "node:fs";
import { Decrypter } from "age-encryption";
import { openFile } from "../../../client/workbench/worker/open-file.ts";
import { Session } from "../../../client/workbench/worker/session.ts";
import { encodeHybridIdentity, type HybridSeed, hybridIdentity } from "../../../crypto/age/identities.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { type Result, resultOf } from "../measure.ts";
import { callAll, callAllByExpanded, callsOf } from "./bare-calls.ts";
import type { BenchDesk } from "./bench-desk.ts";

const ROUNDS = 3;

/** typage takes so long that it opens some of them only; what is compared is the time for a tip. */
const MOST_OF_TYPAGE = 300;

/** Seconds for one tip: until it is done, and of all processors together. */
interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

type Way = "ours" | "bare" | "expanded" | "typage";

/**
 * Opening a bundle in Node as the workbench's worker does it (reading, checking, hashing, decapsulating, unpacking,
 * parsing), against typage, which only decrypts, and against the calls of libsodium that it makes, and nothing else. On
 * a machine that others use too, the processor's time says more than the clock.
 */
export async function benchOpeningBundle(bench: BenchDesk, primitives: Primitives): Promise<Result[]> {
  const { envelopes, seed, bundle } = bench;
  const calls = callsOf(envelopes, [hybridIdentity(seed as HybridSeed)], primitives);
  const file = await openAsBlob(bundle);
  const some = envelopes.slice(0, MOST_OF_TYPAGE);
  const rounds: Record<Way, Spent>[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const spent = {
      ours: await spentOn(envelopes.length, () => openAll(file, bench)),
      bare: await spentOn(envelopes.length, () => callAll(calls, primitives)),
      expanded: await spentOn(envelopes.length, () => callAllByExpanded(calls, primitives)),
      typage: await spentOn(some.length, () => openByTypage(some, seed as HybridSeed)),
    };
    if (round >= 0) rounds.push(spent);
  }
  const result = (what: string, ours: Way, theirs: Way, by: keyof Spent) =>
    resultOf(
      what,
      rounds.map((spent) => ({ ours: spent[ours][by], theirs: spent[theirs][by] })),
      1,
      "tips/s",
    );
  const perTip = (calls.length / envelopes.length).toFixed(1);
  return [
    result(`open ${envelopes.length} small tips / typage   (goal: at least 8)`, "ours", "typage", "wall"),
    result(`the same / ${perTip} bare libsodium calls a tip   (goal: at least 0.67)`, "ours", "bare", "wall"),
    result("processor's time / typage", "ours", "typage", "cpu"),
    result("processor's time / bare libsodium calls", "ours", "bare", "cpu"),
    result("the same / these calls, the key expanded once", "ours", "expanded", "cpu"),
  ];
}

async function openAll(file: Blob, { unlocked, envelopes }: BenchDesk): Promise<void> {
  let tips = 0;
  const nothing = () => {};
  const count = () => tips++;
  const finds = {
    bundle: nothing,
    broken: nothing,
    read: nothing,
    people: nothing,
    casebook: nothing,
    own: nothing,
    draft: nothing,
  };
  await openFile(file, "bench.tar", new Session(unlocked), { ...finds, tip: count });
  if (tips !== envelopes.length) throw new Error(`${tips} tips of ${envelopes.length} opened`);
}

async function openByTypage(envelopes: readonly Uint8Array[], seed: HybridSeed): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(encodeHybridIdentity(seed));
  for (const envelope of envelopes) await decrypter.decrypt(envelope);
}

async function spentOn(tips: number, work: () => Promise<void> | void): Promise<Spent> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: (performance.now() - start) / 1000 / tips, cpu: (user + system) / 1e6 / tips };
}

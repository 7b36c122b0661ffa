import { openAsBlob } from "node:fs";
import { Decrypter } from "age-encryption";
import { openFile } from "../../../client/workbench/worker/open-file.ts";
import { Session } from "../../../client/workbench/worker/session.ts";
import { encodeHybridIdentity, type HybridSeed, hybridIdentity } from "../../../crypto/age/identities.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { type Pair, type Result, resultOf } from "../measure.ts";
import { callAll, callAllByExpanded, callsOf } from "./bare-calls.ts";
import type { BenchDesk } from "./bench-desk.ts";

const ROUNDS = 3;

/** typage takes so long that it opens some of them only; what is compared is the time for a tip. */
const MOST_OF_TYPAGE = 300;

/**
 * Opening a bundle in Node as the workbench's worker does it (reading, checking, hashing, decapsulating, unpacking,
 * parsing), against typage, which only decrypts, and against the calls of libsodium that it makes, and nothing else.
 */
export async function benchOpeningBundle(bench: BenchDesk, primitives: Primitives): Promise<Result[]> {
  const { envelopes, seed, bundle } = bench;
  const calls = callsOf(envelopes, [hybridIdentity(seed as HybridSeed)], primitives);
  const file = await openAsBlob(bundle);
  const some = envelopes.slice(0, MOST_OF_TYPAGE);
  const rounds: { ours: number; typage: number; bare: number; expanded: number }[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const ours = (await seconds(() => openAll(file, bench))) / envelopes.length;
    const bareTime = (await seconds(() => callAll(calls, primitives))) / envelopes.length;
    const expanded = (await seconds(() => callAllByExpanded(calls, primitives))) / envelopes.length;
    const typage = (await seconds(() => openByTypage(some, seed as HybridSeed))) / some.length;
    if (round >= 0) rounds.push({ ours, bare: bareTime, expanded, typage });
  }
  const against = (rival: "typage" | "bare" | "expanded"): Pair[] =>
    rounds.map((round) => ({ ours: round.ours, theirs: round[rival] }));
  const perTip = calls.length / envelopes.length;
  return [
    resultOf(
      `open ${envelopes.length} small tips / typage   (goal: at least 8)`,
      against("typage"),
      1,
      "tips/s",
    ),
    resultOf(
      `the same / ${perTip.toFixed(1)} bare libsodium calls a tip   (goal: at least 0.67)`,
      against("bare"),
      1,
      "tips/s",
    ),
    resultOf("the same / the same calls, the key expanded once", against("expanded"), 1, "tips/s"),
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
  };
  await openFile(file, "bench.tar", new Session(unlocked), { ...finds, tip: count });
  if (tips !== envelopes.length) throw new Error(`${tips} tips of ${envelopes.length} opened`);
}

async function openByTypage(envelopes: readonly Uint8Array[], seed: HybridSeed): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(encodeHybridIdentity(seed));
  for (const envelope of envelopes) await decrypter.decrypt(envelope);
}

async function seconds(work: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

import { openAsBlob } from "node:fs";
import { join } from "node:path";
import { openAll } from "../../../client/cli/open/open-all.ts";
import { openersFor, THREADS } from "../../../client/cli/open/openers.ts";
import { openOutput } from "../../../client/cli/open/output.ts";
import { Replies } from "../../../client/opening/replies.ts";
import { vaultIdentities, vaultSecrets } from "../../../client/vault/vault.ts";
import { openFile } from "../../../client/workbench/worker/open-file.ts";
import { Session } from "../../../client/workbench/worker/session.ts";
import { type HybridSeed, hybridIdentity, recentFirst } from "../../../crypto/age/identities.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { type Result, resultOf } from "../measure.ts";
import { callAll, callAllByExpanded, callsOf } from "./bare-calls.ts";
import type { BenchDesk } from "./bench-desk.ts";
import { typageIn } from "./typage.ts";

const ROUNDS = 3;

/** Seconds for one tip: until it is done, and of all processors together. */
interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

type Way = "command" | "worker" | "bare" | "expanded" | "typage" | "threaded";

/**
 * Opening a bundle in Node, in turn: as `nightjar open` does it, in its threads and into folders; as the workbench's
 * worker does it alone; typage, which only decrypts, in one thread and in as many as the command's; and the calls of
 * libsodium that opening makes, and nothing else. What takes long opens some tips only: what is compared is the time for
 * a tip. On a machine that others use too, the processor's time says more than the clock.
 */
export async function benchOpeningBundle(bench: BenchDesk, primitives: Primitives): Promise<Result[]> {
  const { some, seed, bundle, count } = bench;
  const calls = callsOf(some, [hybridIdentity(seed as HybridSeed)], primitives);
  const file = await openAsBlob(bundle);
  const one = await typageIn(1, bench);
  const several = await typageIn(THREADS.count, bench);
  const rounds: Record<Way, Spent>[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const spent = {
      command: await spentOn(count, () => openByCommand(bench, primitives)),
      typage: await spentOn(some.length, () => one.open()),
      threaded: await spentOn(some.length * THREADS.count, () => several.open()),
      worker: await spentOn(count, () => openByWorker(file, bench)),
      bare: await spentOn(some.length, () => callAll(calls, primitives)),
      expanded: await spentOn(some.length, () => callAllByExpanded(calls, primitives)),
    };
    if (round >= 0) rounds.push(spent);
  }
  await Promise.all([one.end(), several.end()]);
  const result = (what: string, ours: Way, theirs: Way, by: keyof Spent = "wall") =>
    resultOf(
      what,
      rounds.map((spent) => ({ ours: spent[ours][by], theirs: spent[theirs][by] })),
      1,
      "tips/s",
    );
  const isThreaded = THREADS.count > 1 && count > THREADS.after;
  const threads = isThreaded ? `in ${THREADS.count} threads beside its own` : "in its one thread";
  const perTip = (calls.length / some.length).toFixed(1);
  return [
    result(`nightjar open ${threads} / typage in one (goal: 8)`, "command", "typage"),
    result(`the same / typage in ${THREADS.count}`, "command", "threaded"),
    result(`the same / ${perTip} bare calls a tip in one (goal: 0.67)`, "command", "bare"),
    result("the workbench's worker in one thread / typage in one", "worker", "typage"),
    result(`the same / ${perTip} bare calls a tip in one`, "worker", "bare"),
    result("processor's time, nightjar open / typage", "command", "typage", "cpu"),
    result("processor's time, the worker / typage", "worker", "typage", "cpu"),
    result("processor's time, the worker / bare calls", "worker", "bare", "cpu"),
    result("the same / these calls, the key expanded once", "worker", "expanded", "cpu"),
  ];
}

async function openByCommand(
  { desk, bundle, unlocked, count }: BenchDesk,
  primitives: Primitives,
): Promise<void> {
  const opening = {
    identities: [recentFirst(vaultIdentities(unlocked.vault))],
    expected: { instance: unlocked.anchor.instance, rosters: [] },
    primitives,
    whole: false,
    replies: new Replies<string>(),
  };
  const openers = openersFor(opening, vaultSecrets(unlocked.vault));
  const output = await openOutput(join(desk.folder, `tips-${rounds++}`));
  let tips = 0;
  const stop = new AbortController().signal;
  await openAll(
    [{ kind: "bundle", path: bundle }],
    output,
    opening,
    stop,
    ({ kind }) => {
      if (kind === "written") tips++;
    },
    openers,
  );
  await openers.end();
  await output.close();
  if (tips !== count) throw new Error(`${tips} tips of ${count} opened`);
}

let rounds = 0;

async function openByWorker(file: Blob, { unlocked, count }: BenchDesk): Promise<void> {
  let tips = 0;
  const nothing = () => {};
  const finds = {
    bundle: nothing,
    broken: nothing,
    read: nothing,
    people: nothing,
    casebook: nothing,
    own: nothing,
    draft: nothing,
  };
  await openFile(file, "bench.tar", new Session(unlocked), { ...finds, tip: () => tips++ });
  if (tips !== count) throw new Error(`${tips} tips of ${count} opened`);
}

async function spentOn(tips: number, work: () => Promise<unknown> | unknown): Promise<Spent> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: (performance.now() - start) / 1000 / tips, cpu: (user + system) / 1e6 / tips };
}

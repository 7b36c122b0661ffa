import { availableParallelism } from "node:os";
import type { Secret } from "../../../crypto/age/identities.ts";
import type { CallsOf } from "../../workers/calls.ts";
import { Pool } from "../../workers/pool.ts";
import { startThread } from "../threads.ts";
import { stumbled } from "./attempt.ts";
import { type SmallEnvelope, type Unpacked, type Unpacking, unpackNew } from "./open-envelope.ts";
import type { Opener } from "./opener.ts";

/** Whoever unpacks small envelopes: this thread, or others beside it. */
export interface Openers {
  /** So many may be begun whose outcome has not been told. */
  readonly most: number;
  /** Never rejects. */
  unpack(envelope: SmallEnvelope): Promise<Unpacked>;
  /** Nothing is unpacked any more, so that all of it can be removed, and no key is held elsewhere. */
  end(): Promise<void>;
}

/** How many other threads unpack, after how many envelopes. */
export interface Threads {
  readonly count: number;
  /** So many are unpacked on this thread: it takes as long until others begin. */
  readonly after: number;
}

const MOST_THREADS = 4;

export const THREADS: Threads = { count: Math.min(MOST_THREADS, availableParallelism()), after: 100 };

export function openersHere(unpacking: Unpacking): Openers {
  const underWay = new Set<Promise<Unpacked>>();
  return {
    most: 0,
    unpack({ folder, bytes }) {
      const unpacked = unpackNew(folder, [bytes], unpacking);
      underWay.add(unpacked);
      void unpacked.then(() => underWay.delete(unpacked));
      return unpacked;
    },
    end: async () => void (await Promise.all(underWay)),
  };
}

/** @param secrets of the identities: each thread is given copies, and overwrites them at its end */
export function openersFor(
  unpacking: Unpacking,
  secrets: readonly Secret[],
  { count, after }: Threads = THREADS,
  start = () => startThread(new URL("./opener-thread.ts", import.meta.url)),
): Openers {
  const here = openersHere(unpacking);
  if (count < 2) return here;
  let envelopes = 0;
  let pool: ThreadPool | undefined;
  return {
    most: Pool.mostOf(count),
    unpack(envelope) {
      if (envelopes++ < after) return here.unpack(envelope);
      pool ??= threadPool(count, unpacking, secrets, here, start);
      return pool.do(envelope);
    },
    end: async () => void (await Promise.all([here.end(), pool?.end()])),
  };
}

type ThreadPool = Pool<CallsOf<Opener>, SmallEnvelope, Unpacked>;

function threadPool(
  count: number,
  { whole, encoding }: Unpacking,
  secrets: readonly Secret[],
  here: Openers,
  start: () => ReturnType<typeof startThread>,
): ThreadPool {
  return new Pool(count, {
    start,
    begin(worker) {
      const copies = secrets.map((of) => ({ ...of, secret: of.secret.slice() }) as Secret);
      // Handed over, not cloned: no copy of them stays on the way.
      const hand = copies.map(({ secret }) => secret.buffer as ArrayBuffer);
      return worker.call("begin", { secrets: copies, whole, encoding }, undefined, hand);
    },
    async work(worker, { folder, bytes }) {
      // A copy, to be handed over: the envelope is needed again if the thread ends before its turn.
      const copy = new Uint8Array(bytes);
      const { unpacked, system } = await worker.call("unpack", { folder, bytes: copy }, undefined, [
        copy.buffer,
      ]);
      if (unpacked.kind === "failed" && unpacked.failure instanceof Error)
        Object.assign(unpacked.failure, system);
      return unpacked;
    },
    end: (worker) => worker.call("end", null),
    lost: () => stumbled("the thread that was at it ended"),
    here: (envelope) => here.unpack(envelope),
  });
}

import type { Primitives } from "../../../../crypto/primitives/primitives.ts";
import { tipIdOf } from "../../../casebook/names.ts";
import type { VaultPeriod } from "../../../vault/vault.ts";
import { Pool } from "../../../workers/pool.ts";
import type { Unlocked } from "../unlocked.ts";
import { type Openers, type Outcome, openSmall, type SmallEnvelope } from "./open-small.ts";
import type { OpenerCalls, StartOpener } from "./start-opener.ts";

const MOST_WORKERS = 4;

/** Fewer envelopes than this for each worker, and beginning takes longer than opening them here. */
const WORTH_A_WORKER: Readonly<Record<Primitives["name"], number>> = { libsodium: 200, noble: 3 };

/** @param start undefined where there are no workers */
export function openersFor(count: number, unlocked: Unlocked, start: StartOpener | undefined): Openers {
  const { keys, vault } = unlocked;
  const here: Openers = { most: 8, open: (envelope) => openSmall(envelope, keys), end: () => {} };
  const size = Math.min(
    MOST_WORKERS,
    navigator.hardwareConcurrency,
    Math.floor(count / WORTH_A_WORKER[keys.primitives.name]),
  );
  return start && size > 1 ? openerPool(size, start, vault.periods, here) : here;
}

/** The largest small envelope takes seconds where it takes longest, at the Safer level on a busy machine. */
const PATIENCE = 120_000;

/**
 * Opens envelopes in several workers. One that a worker ends over, or doesn't come back from, is broken.
 * @param here opens them where no worker can be started, or none begins
 */
export function openerPool(
  size: number,
  start: StartOpener,
  periods: readonly VaultPeriod[],
  here: Openers,
): Openers {
  const pool = new Pool<OpenerCalls, SmallEnvelope, Outcome>(size, {
    start,
    begin: (worker) => worker.call("keys", periods),
    work(worker, envelope) {
      // A copy, to be handed over: the envelope is needed again if the worker ends before its turn.
      const bytes = new Uint8Array(envelope.bytes);
      return worker.call("open", { ...envelope, bytes }, undefined, [bytes.buffer]);
    },
    patience: PATIENCE,
    lost: ({ name, digest }) => ({ name, code: "program-stumbled", tip: tipIdOf(digest) }),
    here: (envelope) => here.open(envelope),
  });
  return { most: Pool.mostOf(size), open: (envelope) => pool.do(envelope), end: () => void pool.end() };
}

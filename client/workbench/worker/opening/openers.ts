import type { Primitives } from "../../../../crypto/primitives/primitives.ts";
import type { Unlocked } from "../unlocked.ts";
import { type Openers, openSmall } from "./open-small.ts";
import { openerPool } from "./opener-pool.ts";
import type { StartOpener } from "./start-opener.ts";

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

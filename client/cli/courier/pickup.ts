import { mkdir, rm } from "node:fs/promises";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import type { SigningSeed, VerifyingKey } from "../../../crypto/ed25519.ts";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import type { Day } from "../../../protocol/day.ts";
import type { ListedEnvelope } from "../../bundle/list.ts";
import { type BroughtLetters, bringLetters, bringsAny } from "../../courier/bring-letters.ts";
import { type Fetched, type Outcome, outcomeOf, type Wanted } from "../../courier/draw.ts";
import { inLanes } from "../../courier/fetch.ts";
import type { CourierServer } from "../../courier/server.ts";
import { type DocumentsSeen, verifyDocuments } from "../../courier/verify-documents.ts";
import { ServerError } from "../../http/errors.ts";
import { type Patience, STOPPED } from "../../http/patience.ts";
import { exists } from "../files.ts";
import { Progress } from "../open/progress.ts";
import { refuseIfThere } from "../vault/write-vault.ts";
import { acknowledge, idsLeft, leaveAcknowledged } from "./acknowledge.ts";
import { fetchEnvelope } from "./fetch-envelope.ts";
import { leaveOnly } from "./left-over.ts";
import { holdLock } from "./lock.ts";
import { type PickupPaths, pathsFor } from "./paths.ts";
import { type Plan, planFor } from "./plan.ts";
import { refuseIfNoRoom } from "./room.ts";
import { writeBundle } from "./write-tar.ts";

export interface Pickup extends Wanted {
  readonly server: CourierServer;
  readonly anchor: Anchor;
  readonly seed: SigningSeed;
  /** Where the bundle goes. */
  readonly bundle: string;
  /** Whether these letters, and no others, were in the last bundle. */
  readonly broughtBefore: (pool: Uint8Array) => Promise<boolean>;
  readonly today: Day;
  readonly patience: Patience;
}

/** What became of a run. */
export type PickedUp =
  | (PickedNow & { readonly kind: "bundle"; readonly gone: number })
  | (PickedNow & { readonly kind: "nothing" })
  /** An earlier run's bundle is whole, acknowledged if that was to be done, and nothing was fetched. */
  | { readonly kind: "there"; readonly count: number };

interface PickedNow extends Pick<Outcome, "list" | "damaged"> {
  readonly seen: DocumentsSeen;
  readonly letters: BroughtLetters;
}

/**
 * Fetches what this courier hasn't acknowledged into a bundle, and acknowledges it once the bundle is safely on disk; or
 * a day anew, whose receipts stay as they are.
 * Whatever breaks off, the same call goes on from there; nothing is acknowledged that isn't in the bundle.
 * @throws CliError; ServerError; errors of the system
 */
export async function pickUp(pickup: Pickup): Promise<PickedUp> {
  const { anchor, seed, budget, again } = pickup;
  const courier = nobleSignatures.ed25519PublicKey(seed) as VerifyingKey;
  const owner = { instance: anchor.instance, courier, budget, again };
  const paths = pathsFor(pickup.bundle);
  const release = await holdLock(paths.bundle);
  try {
    return await pickUpAlone(pickup, paths, owner);
  } finally {
    release();
  }
}

async function pickUpAlone(
  { server, anchor, seed, broughtBefore, today, patience }: Pickup,
  paths: PickupPaths,
  owner: Omit<Plan, "list">,
): Promise<PickedUp> {
  // 1. What an earlier run may have left: a bundle that the server hasn't been told of.
  if ((await exists(paths.bundle)) && (await exists(paths.unacknowledged))) {
    const ids = await idsLeft(paths, owner, patience.stop);
    await rm(paths.partial, { recursive: true, force: true });
    if (owner.again === null) await acknowledge(paths, server, ids);
    else await leaveAcknowledged(paths);
    return { kind: "there", count: ids.length };
  }
  await refuseIfThere(paths.bundle);
  // 2. Whose server it is; what is refused leaves nothing behind.
  const documents = await server.documents();
  const seen = verifyDocuments(anchor, documents);
  const letters = await bringLetters(server);
  const { pool } = letters;
  await mkdir(paths.partial, { recursive: true, mode: 0o700 });
  // 3. What is to be fetched, whether there is room for it, and each of it.
  const plan = await planFor(paths, server, owner);
  const there = await leaveOnly(paths, plan.list.envelopes);
  const beside = documents.length + (pool?.length ?? 0);
  await refuseIfNoRoom(paths, plan.list.envelopes, { there, beside });
  const fetched = await fetchAll(paths, server, plan.list.envelopes, patience);
  const { list, gone, damaged } = outcomeOf(plan.list, fetched);
  const newLetters = pool && bringsAny(letters) && !(await broughtBefore(pool));
  if (list.envelopes.length === 0 && !newLetters) {
    await rm(paths.partial, { recursive: true, force: true });
    return { kind: "nothing", list, damaged, seen, letters };
  }
  // 4. The bundle, safely on disk; then, and not before, the server is told.
  await writeBundle(
    paths,
    { instance: anchor.instance, made: today, list, documents, pool },
    seed,
    patience.stop,
  );
  await rm(paths.partial, { recursive: true, force: true });
  const ids = list.envelopes.map(({ id }) => id);
  if (owner.again === null) await acknowledge(paths, server, ids);
  else await leaveAcknowledged(paths);
  return { kind: "bundle", list, gone, damaged, seen, letters };
}

/** Several at a time; the first that fails for good ends the others. The result is what became of each. */
async function fetchAll(
  paths: PickupPaths,
  server: CourierServer,
  envelopes: readonly ListedEnvelope[],
  patience: Patience,
): Promise<ReadonlyMap<string, Fetched>> {
  const bytes = envelopes.reduce((sum, { size }) => sum + size, 0);
  const progress = new Progress(bytes, envelopes.length);
  const became = new Map<string, Fetched>();
  try {
    await inLanes(envelopes, async (listed) => {
      if (patience.stop.aborted) throw new ServerError("interrupted", STOPPED);
      const onBytes = (n: number) => progress.read(n);
      became.set(listed.id, await fetchEnvelope(server, listed, paths, patience, onBytes));
      progress.envelopeDone();
    });
  } finally {
    progress.clear();
  }
  return became;
}

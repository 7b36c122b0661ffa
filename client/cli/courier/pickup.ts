import { mkdir, rm } from "node:fs/promises";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import type { SigningSeed, VerifyingKey } from "../../../crypto/ed25519.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { Day } from "../../../protocol/day.ts";
import { type BroughtLetters, bringLetters, bringsAny } from "../../courier/bring-letters.ts";
import {
  drawnFrom,
  type Fetched,
  type Outcome,
  outcomeOf,
  type Share,
  type Wanted,
} from "../../courier/draw.ts";
import { inLanes } from "../../courier/fetch.ts";
import type { CourierServers, FailedServer } from "../../courier/servers.ts";
import { type DocumentsSeen, documentsOfAll } from "../../courier/verify-documents.ts";
import { ServerError } from "../../http/errors.ts";
import { type Patience, STOPPED } from "../../http/patience.ts";
import { exists, refuseIfThere } from "../files.ts";
import { Progress } from "../open/progress.ts";
import { acknowledge, idsLeft, leaveAcknowledged } from "./acknowledge.ts";
import { fetchEnvelope } from "./fetch-envelope.ts";
import { holdLock } from "./lock.ts";
import { leaveOnly, type PickupPaths, pathsFor } from "./paths.ts";
import { type PlanOwner, planFor } from "./plan.ts";
import { refuseIfNoRoom } from "./room.ts";
import { fromWhom, writeBundle } from "./write-tar.ts";

export interface Pickup extends Wanted {
  readonly servers: CourierServers;
  readonly anchor: Anchor;
  readonly seed: SigningSeed;
  /** Where the bundle goes. */
  readonly bundle: string;
  /** Whether these letters, and no others, were in the last bundle; by default none were. */
  readonly broughtBefore?: (pool: Uint8Array) => Promise<boolean>;
  readonly today: Day;
  readonly patience: Patience;
}

/** What became of a run. */
export type PickedUp =
  | (PickedNow & { readonly kind: "bundle"; readonly gone: number; readonly allTold: boolean })
  | (PickedNow & { readonly kind: "nothing" })
  /** An earlier run's bundle is whole, acknowledged if that was to be done, and nothing was fetched. */
  | { readonly kind: "there"; readonly count: number; readonly allTold: boolean };

interface PickedNow extends Pick<Outcome, "list" | "damaged"> {
  readonly seen: DocumentsSeen;
  readonly letters: BroughtLetters;
  /** Servers that failed before the bundle was made. */
  readonly failed: readonly FailedServer[];
}

/**
 * Fetches what this courier hasn't acknowledged into a bundle, and acknowledges it once the bundle is safely on disk; or
 * a day anew, whose receipts stay as they are. A server that fails while another is left is left out.
 * Whatever breaks off, the same call goes on from there; nothing is acknowledged that isn't in the bundle.
 * @throws CliError; ServerError; errors of the system
 */
export async function pickUp(pickup: Pickup): Promise<PickedUp> {
  const { anchor, seed, budget, again } = pickup;
  const courier = nodeSignatures.ed25519PublicKey(seed) as VerifyingKey;
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
  { servers, anchor, seed, broughtBefore, today, patience }: Pickup,
  paths: PickupPaths,
  owner: PlanOwner,
): Promise<PickedUp> {
  const tell = (ids: readonly EnvelopeId[], from: readonly string[] | undefined) =>
    owner.again === null ? acknowledge(paths, servers, ids, from) : leaveAcknowledged(paths);
  // 1. What an earlier run may have left: a bundle that a server hasn't been told of.
  if ((await exists(paths.bundle)) && (await exists(paths.unacknowledged))) {
    const ids = await idsLeft(paths, owner, patience.stop);
    await rm(paths.partial, { recursive: true, force: true });
    const allTold = await tell(ids, await fromWhom(paths));
    return { kind: "there", count: ids.length, allTold };
  }
  await refuseIfThere(paths.bundle);
  // 2. Whose servers they are; what is refused leaves nothing behind.
  const { documents, seen } = await documentsOfAll(servers, anchor, nodeSignatures);
  const letters = await bringLetters(servers);
  const { pool } = letters;
  await mkdir(paths.partial, { recursive: true, mode: 0o700 });
  // 3. What is to be fetched, whether there is room for it, and each of it.
  const shares = await planFor(paths, servers, owner);
  const { envelopes } = drawnFrom(shares);
  const there = await leaveOnly(paths, envelopes);
  const beside = documents.length + (pool?.length ?? 0);
  await refuseIfNoRoom(paths, envelopes, { there, beside });
  const { list, gone, damaged } = outcomeOf(shares, await fetchAll(paths, servers, shares, patience));
  const { failed } = servers;
  const newLetters = pool && bringsAny(letters) && !(await broughtBefore?.(pool));
  if (list.envelopes.length === 0 && !newLetters) {
    if (failed.length === 0) await rm(paths.partial, { recursive: true, force: true });
    return { kind: "nothing", list, damaged, seen, letters, failed };
  }
  // 4. The bundle, safely on disk; then, and not before, the servers are told.
  const contents = { instance: anchor.instance, made: today, list, documents, pool };
  const ids = list.envelopes.map(({ id }) => id);
  const from = fromWhich(shares, new Set(ids));
  await writeBundle(paths, contents, from, seed, patience.stop);
  await rm(paths.partial, { recursive: true, force: true });
  const allTold = await tell(ids, from);
  return { kind: "bundle", allTold, list, gone, damaged, seen, letters, failed };
}

/** The addresses from which these came. */
function fromWhich(shares: readonly Share[], ids: ReadonlySet<EnvelopeId>): string[] {
  const gave = shares.filter(({ list }) => list.envelopes.some(({ id }) => ids.has(id)));
  return gave.map(({ server }) => server.address);
}

/** Several at a time; the first that fails for good ends the others. The result is what became of each. */
async function fetchAll(
  paths: PickupPaths,
  servers: CourierServers,
  shares: readonly Share[],
  patience: Patience,
): Promise<ReadonlyMap<string, Fetched>> {
  const due = shares.flatMap(({ server, list }) => list.envelopes.map((listed) => ({ server, listed })));
  const bytes = due.reduce((sum, { listed }) => sum + listed.size, 0);
  const progress = new Progress(bytes, due.length);
  const became = new Map<string, Fetched>();
  try {
    await inLanes(due, async ({ server, listed }) => {
      if (patience.stop.aborted) throw new ServerError("interrupted", STOPPED);
      const onBytes = (n: number) => progress.read(n);
      const fetched = await servers.with(server, () =>
        fetchEnvelope(server, listed, paths, patience, onBytes),
      );
      if (fetched) became.set(listed.id, fetched.came);
      progress.envelopeDone();
    });
  } finally {
    progress.clear();
  }
  return became;
}

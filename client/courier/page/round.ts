import type { VerifyingKey } from "../../../crypto/ed25519.ts";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { dayOf } from "../../../protocol/day.ts";
import { free } from "../../browser/free.ts";
import { readBlob } from "../../browser/read-blob.ts";
import { bundleInPieces } from "../../bundle/write-bundle.ts";
import { ServerError } from "../../http/errors.ts";
import { PAUSES, type Patience, STOPPED } from "../../http/patience.ts";
import type { CourierAddress } from "../address.ts";
import { type BroughtLetters, bringLetters, bringsAny } from "../bring-letters.ts";
import { bytesOf } from "../choose.ts";
import {
  draw,
  type Fetched,
  type Lists,
  listsOf,
  type Outcome,
  outcomeOf,
  type Share,
  sharesAgain,
  type Wanted,
} from "../draw.ts";
import { inLanes } from "../fetch.ts";
import type { CourierPack } from "../pack.ts";
import { acknowledgeAll, idsInBundle, type Owner } from "../read-back.ts";
import { CourierServer } from "../server.ts";
import { type ExpiredDay, summedByDay } from "../server-answers.ts";
import { CourierServers, type FailedServer } from "../servers.ts";
import { type DocumentsSeen, documentsOfAll } from "../verify-documents.ts";
import { browserAsker } from "./asker.ts";
import { KeptEnvelopes } from "./kept.ts";
import { deliverMailbags, type OnOutcomes } from "./mailbags.ts";

/** What came of fetching. */
export interface FetchedRound extends Outcome {
  readonly wanted: Wanted;
  readonly seen: DocumentsSeen;
  readonly letters: BroughtLetters;
  /** What went past retention before any courier had it, as long as the server remembers. */
  readonly expired: readonly ExpiredDay[];
  /** Servers that failed while others went on. */
  readonly failed: readonly FailedServer[];
  /** Null if there was nothing to be fetched. */
  readonly bundle: { readonly file: Blob; readonly name: string } | null;
}

/** Bytes of how many. */
export type OnProgress = (done: number, all: number) => void;

/** One courier's rounds in this tab, with all servers of the pack. What was fetched whole is kept through all tries. */
export class Rounds {
  readonly #pack: CourierPack;
  readonly #kept = new KeptEnvelopes();
  #drawn: { readonly wanted: Wanted; readonly lists: Lists } | undefined;

  constructor(pack: CourierPack) {
    this.#pack = pack;
  }

  /** Fetches what is wanted into a bundle; nothing is acknowledged. @throws ServerError as CourierServers */
  async fetch(wanted: Wanted, stop: AbortSignal, onProgress: OnProgress): Promise<FetchedRound> {
    const { anchor, seed } = this.#pack;
    const patience = { pauses: PAUSES, stop };
    const servers = this.#servers(this.#pack.addresses, patience);
    // 1. Whose servers they are.
    const { documents, seen } = await documentsOfAll(servers, anchor, nobleSignatures);
    const letters = await bringLetters(servers);
    // 2. What is to be fetched, and each of it; a try before this one may have begun.
    const shares = await this.#drawnFor(wanted, servers);
    const outcome = outcomeOf(shares, await this.#fetchAll(shares, servers, patience, onProgress));
    const lost = await servers.each((server) => server.expired());
    const expired = summedByDay(lost.flatMap(([, days]) => days));
    const round = { ...outcome, wanted, seen, letters, expired, failed: servers.failed };
    if (outcome.list.envelopes.length === 0 && !bringsAny(letters)) return { ...round, bundle: null };
    // 3. The bundle, out of what the browser keeps: headers between, nothing copied.
    const made = dayOf(Date.now());
    const contents = { instance: anchor.instance, made, list: outcome.list, documents, pool: letters.pool };
    const pieces = bundleInPieces(
      { ...contents, contentOf: (listed) => this.#kept.contentOf(listed) },
      seed,
      nobleSignatures,
      (bytes) => new Blob([bytes as Uint8Array<ArrayBuffer>]),
    );
    const file = new Blob([...pieces] as BlobPart[]);
    return { ...round, bundle: { file, name: `${made}.bundle` } };
  }

  /**
   * Reads a saved bundle to its end. @returns the envelopes in it, each whole
   * @throws BundleError, ForeignBundle, UnreadableFile, ServerError interrupted
   */
  async readBack(file: File, stop: AbortSignal, onProgress: OnProgress): Promise<EnvelopeId[]> {
    const { anchor, seed } = this.#pack;
    const courier = nobleSignatures.ed25519PublicKey(seed) as VerifyingKey;
    const owner: Owner = { instance: anchor.instance, courier };
    return await idsInBundle(watched(file, stop, onProgress), owner, nobleSignatures);
  }

  /**
   * Tells those that were asked here, one that had nothing of its own too; all, if it wasn't fetched here.
   * @returns who failed @throws as CourierServers
   */
  async acknowledge(ids: readonly EnvelopeId[], stop: AbortSignal): Promise<readonly FailedServer[]> {
    const from = this.#fromWhich(ids);
    const { addresses } = this.#pack;
    const asked = addresses.filter((address) => !from || this.#drawn?.lists.has(address));
    const servers = this.#servers(asked, { pauses: PAUSES, stop });
    await acknowledgeAll(servers, ids, from);
    return servers.failed;
  }

  /** Brings mailbags to all servers. @throws as `deliverMailbags` */
  async deliver(
    files: readonly File[],
    stop: AbortSignal,
    onOutcomes: OnOutcomes,
  ): Promise<readonly FailedServer[]> {
    const servers = this.#servers(this.#pack.addresses, { pauses: PAUSES, stop });
    return await deliverMailbags(this.#pack, servers, files, onOutcomes);
  }

  /** What was fetched is on the person's disk, and needed here no more. */
  forget(): void {
    this.#kept.clear();
    this.#drawn = undefined;
  }

  #servers(addresses: readonly CourierAddress[], patience: Patience): CourierServers {
    const { anchor, seed } = this.#pack;
    return new CourierServers(
      addresses.map((address) => {
        const asker = browserAsker(address, patience.stop);
        return new CourierServer(asker, address, anchor.instance, seed, nobleSignatures, patience);
      }),
    );
  }

  /** The addresses from which all of these were drawn; undefined if not all were. */
  #fromWhich(ids: readonly EnvelopeId[]): readonly string[] | undefined {
    const lists = [...(this.#drawn?.lists ?? [])].filter(([, { envelopes }]) => envelopes.length > 0);
    const drawn = new Set(lists.flatMap(([, { envelopes }]) => envelopes.map(({ id }) => id)));
    return ids.every((id) => drawn.has(id)) ? lists.map(([address]) => address) : undefined;
  }

  async #drawnFor(wanted: Wanted, servers: CourierServers): Promise<readonly Share[]> {
    const before = this.#drawn?.wanted;
    if (before?.budget !== wanted.budget || before.again !== wanted.again) this.forget();
    const again = this.#drawn && sharesAgain(this.#drawn.lists, servers);
    const shares = again ?? (await draw(servers, wanted));
    this.#drawn = { wanted, lists: listsOf(shares) };
    return shares;
  }

  async #fetchAll(
    shares: readonly Share[],
    servers: CourierServers,
    patience: Patience,
    onProgress: OnProgress,
  ): Promise<ReadonlyMap<string, Fetched>> {
    const due = shares.flatMap(({ server, list }) => list.envelopes.map((listed) => ({ server, listed })));
    const all = bytesOf(due.map(({ listed }) => listed));
    const became = new Map<string, Fetched>();
    let done = 0;
    const onBytes = (bytes: number) => {
      done += bytes;
      onProgress(done, all);
    };
    onProgress(0, all);
    await inLanes(due, async ({ server, listed }, lane) => {
      if (patience.stop.aborted) throw new ServerError("interrupted", STOPPED);
      const fetched = await servers.with(server, () =>
        this.#kept.fetch(server, listed, lane, patience, onBytes),
      );
      if (fetched) became.set(listed.id, fetched.came);
    });
    return became;
  }
}

/** Each chunk's memory is given back when the next is asked for. */
async function* watched(file: File, stop: AbortSignal, onProgress: OnProgress): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of readBlob(file)) {
    if (stop.aborted) throw new ServerError("interrupted", STOPPED);
    done += piece.length;
    onProgress(done, file.size);
    yield piece;
    free(piece);
  }
}

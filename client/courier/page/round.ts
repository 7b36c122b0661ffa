import type { VerifyingKey } from "../../../crypto/ed25519.ts";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { dayOf } from "../../../protocol/day.ts";
import { readBlob } from "../../browser/read-blob.ts";
import type { BundleList } from "../../bundle/list.ts";
import { bundleInPieces } from "../../bundle/write-bundle.ts";
import { ServerError } from "../../http/errors.ts";
import { PAUSES, type Patience, STOPPED } from "../../http/patience.ts";
import type { CourierAddress } from "../address.ts";
import { type BroughtLetters, bringLetters, bringsAny } from "../bring-letters.ts";
import { draw, type Fetched, type Outcome, outcomeOf, type Wanted } from "../draw.ts";
import { inLanes } from "../fetch.ts";
import type { CourierPack } from "../pack.ts";
import { acknowledgeAll, idsInBundle, type Owner } from "../read-back.ts";
import { CourierServer } from "../server.ts";
import type { ExpiredDay } from "../server-answers.ts";
import { type DocumentsSeen, verifyDocuments } from "../verify-documents.ts";
import { BrowserAsker } from "./asker.ts";
import { KeptEnvelopes } from "./kept.ts";

/** What came of fetching. */
export interface FetchedRound extends Outcome {
  readonly wanted: Wanted;
  readonly seen: DocumentsSeen;
  readonly letters: BroughtLetters;
  /** What went past retention before any courier had it, as long as the server remembers. */
  readonly expired: readonly ExpiredDay[];
  /** Null if there was nothing to be fetched. */
  readonly bundle: { readonly file: Blob; readonly name: string } | null;
}

/** Bytes of how many. */
export type OnProgress = (done: number, all: number) => void;

/** One courier's rounds in this tab, with one server. What was fetched whole is kept through all tries. */
export class Rounds {
  readonly #pack: CourierPack;
  readonly #address: CourierAddress;
  readonly #kept = new KeptEnvelopes();
  #drawn: { readonly wanted: Wanted; readonly list: BundleList } | undefined;

  constructor(pack: CourierPack, address: CourierAddress) {
    this.#pack = pack;
    this.#address = address;
  }

  /** Fetches what is wanted into a bundle; nothing is acknowledged. @throws ServerError as CourierServer */
  async fetch(wanted: Wanted, stop: AbortSignal, onProgress: OnProgress): Promise<FetchedRound> {
    const { anchor, seed } = this.#pack;
    const patience = { pauses: PAUSES, stop };
    const server = this.#server(patience);
    // 1. Whose server it is.
    const documents = await server.documents();
    const seen = verifyDocuments(anchor, documents);
    const letters = await bringLetters(server);
    // 2. What is to be fetched, and each of it; a try before this one may have begun.
    const drawn = await this.#drawnFor(wanted, server);
    const outcome = outcomeOf(drawn, await this.#fetchAll(drawn, server, patience, onProgress));
    const expired = await server.expired();
    const found = { ...outcome, wanted, seen, letters, expired };
    if (outcome.list.envelopes.length === 0 && !bringsAny(letters)) return { ...found, bundle: null };
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
    return { ...found, bundle: { file, name: `${made}.bundle` } };
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

  /** @throws ServerError as CourierServer */
  async acknowledge(ids: readonly EnvelopeId[], stop: AbortSignal): Promise<void> {
    await acknowledgeAll(this.#server({ pauses: PAUSES, stop }), ids);
  }

  /** What was fetched is on the person's disk, and needed here no more. */
  forget(): void {
    this.#kept.clear();
    this.#drawn = undefined;
  }

  #server(patience: Patience): CourierServer {
    const { anchor, seed } = this.#pack;
    const asker = new BrowserAsker(this.#address, patience.stop);
    return new CourierServer(asker, this.#address, anchor.instance, seed, patience);
  }

  async #drawnFor(wanted: Wanted, server: CourierServer): Promise<BundleList> {
    const before = this.#drawn?.wanted;
    if (before?.budget !== wanted.budget || before.again !== wanted.again) {
      this.#kept.clear();
      this.#drawn = { wanted, list: await draw(server, wanted) };
    }
    return this.#drawn?.list ?? { envelopes: [], left: [] };
  }

  async #fetchAll(
    { envelopes }: BundleList,
    server: CourierServer,
    patience: Patience,
    onProgress: OnProgress,
  ): Promise<ReadonlyMap<string, Fetched>> {
    const all = envelopes.reduce((sum, { size }) => sum + size, 0);
    const became = new Map<string, Fetched>();
    let done = 0;
    const onBytes = (bytes: number) => {
      done += bytes;
      onProgress(done, all);
    };
    onProgress(0, all);
    await inLanes(envelopes, async (listed, lane) => {
      if (patience.stop.aborted) throw new ServerError("interrupted", STOPPED);
      became.set(listed.id, await this.#kept.fetch(server, listed, lane, patience, onBytes));
    });
    return became;
  }
}

async function* watched(file: File, stop: AbortSignal, onProgress: OnProgress): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of readBlob(file)) {
    if (stop.aborted) throw new ServerError("interrupted", STOPPED);
    done += piece.length;
    onProgress(done, file.size);
    yield piece;
  }
}

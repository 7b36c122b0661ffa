import { equalBytes } from "../../../crypto/bytes.ts";
import { type EnvelopeDigest, LEAF_LENGTH } from "../../../crypto/digest.ts";
import { LeafDigest } from "../../../crypto/leaf-digest.ts";
import { free } from "../../browser/free.ts";
import type { ListedEnvelope } from "../../bundle/list.ts";
import type { Patience } from "../../http/patience.ts";
import type { Fetched } from "../draw.ts";
import { CONNECTIONS, fetchRest, type Sink } from "../fetch.ts";
import type { CourierServer } from "../server.ts";

/** What was fetched in this tab, as the browser keeps it: outside of the script's own memory, and never twice. */
export class KeptEnvelopes {
  readonly #whole = new Map<string, Blob>();
  readonly #begun = new Map<string, BegunEnvelope>();
  /** One leaf for each that is fetched at the same time, used again and again. */
  readonly #leaves = Array.from({ length: CONNECTIONS }, () => new Uint8Array(LEAF_LENGTH));

  /** @throws Error if it wasn't fetched whole */
  contentOf({ id }: ListedEnvelope): Blob {
    const blob = this.#whole.get(id);
    if (!blob) throw new Error(`envelope ${id} was not fetched`);
    return blob;
  }

  /** Forgets everything. */
  clear(): void {
    this.#whole.clear();
    this.#begun.clear();
  }

  /**
   * Fetches one, from where it broke off in this tab; what is there already isn't asked for again.
   * @param lane which of the leaves is free @throws ServerError as CourierServer
   */
  async fetch(
    server: CourierServer,
    listed: ListedEnvelope,
    lane: number,
    patience: Patience,
    onBytes: (bytes: number) => void,
  ): Promise<Fetched> {
    if (this.#whole.has(listed.id)) {
      onBytes(listed.size);
      return "whole";
    }
    const leaf = this.#leaves[lane] ?? new Uint8Array(LEAF_LENGTH);
    const begun = this.#begun.get(listed.id) ?? new BegunEnvelope();
    this.#begun.set(listed.id, begun);
    begun.goOnIn(leaf);
    onBytes(begun.length);
    begun.onBytes = onBytes;
    if (!(await fetchRest(server, listed, begun, patience))) return "gone";
    this.#begun.delete(listed.id);
    if (!equalBytes(await begun.digest(), listed.digest)) return "other";
    this.#whole.set(listed.id, begun.content());
    return "whole";
  }
}

/** What has come of one, in whole leaves, and of the next leaf what is in memory. */
class BegunEnvelope implements Sink {
  onBytes: (bytes: number) => void = () => {};
  readonly #blobs: Blob[] = [];
  readonly #digest = new LeafDigest(new Uint8Array(0), (leaf) =>
    this.#blobs.push(new Blob([leaf as Uint8Array<ArrayBuffer>])),
  );

  get length(): number {
    return this.#digest.length;
  }

  /** Copies the bytes, and gives their memory back. */
  async push(bytes: Uint8Array): Promise<void> {
    const { length } = bytes;
    await this.#digest.push(bytes);
    free(bytes);
    this.onBytes(length);
  }

  goOnIn(leaf: Uint8Array): void {
    this.#digest.goOnIn(leaf);
  }

  digest(): Promise<EnvelopeDigest> {
    return this.#digest.finish();
  }

  content(): Blob {
    return new Blob(this.#blobs);
  }
}

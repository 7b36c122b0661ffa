import { digestOfLeaves, type EnvelopeDigest, LEAF_LENGTH } from "../../../../crypto/digest.ts";
import { encodeHex } from "../../../../crypto/encoding.ts";
import { leafDigest } from "../../../../server/store/leaf.ts";
import type { CourierId } from "../../../../server/store/pickup.ts";
import { SpoolError, type UploadId } from "../../../../server/store/spool.ts";
import type { SqliteSpool } from "../../../../server/store/sqlite/sqlite-spool.ts";
import { partsOf } from "../../../support/envelopes.ts";
import type { Seeded } from "../../../support/seeded.ts";
import { Handed } from "./model.ts";

export const COURIERS = ["1", "2"].map((digit) => digit.repeat(64) as CourierId);

/** Bytes before an envelope's payload, as far as the store knows. */
const HEADER = 100;
const BEGINNING = { headerLength: HEADER, circuit: undefined };

interface Sealed {
  readonly bytes: Uint8Array;
  readonly handed: Handed;
}

interface BegunUpload {
  readonly id: UploadId;
  readonly sealed: Sealed;
  readonly parts: readonly Uint8Array[];
}

/** What people deal with: a store that may be another one after each start. */
export interface World {
  readonly spool: SqliteSpool;
  /** Whether the process has ended: nothing that is answered then reaches anybody. */
  readonly hasEnded: boolean;
  /** The store's time, in milliseconds since 1970. */
  readonly now: number;
  tell(what: string): void;
}

/** Sources and couriers: what they do by chance, and what they have been answered. */
export class People {
  /** What was handed in, by its digest. */
  readonly handed = new Map<string, Handed>();
  readonly #chance: Seeded;
  readonly #world: World;
  readonly #envelopes: Sealed[] = [];
  readonly #uploads: BegunUpload[] = [];
  readonly #pending = new Set<Promise<void>>();

  constructor(chance: Seeded, world: World) {
    this.#chance = chance;
    this.#world = world;
  }

  /** Something that is answered some time: what comes of it counts only while the process lives. */
  ask(what: string, work: () => unknown, answered: () => void, failed = (_left: boolean) => {}): void {
    this.#world.tell(what);
    const asked = (async () => {
      try {
        await work();
        if (this.#world.hasEnded) failed(true);
        else answered();
      } catch (error) {
        if (!(error instanceof SpoolError)) throw error;
        this.#world.tell(`${what}: ${error.code}`);
        failed(this.#world.hasEnded);
      }
    })();
    const pending = asked.finally(() => this.#pending.delete(pending));
    this.#pending.add(pending);
  }

  #newEnvelope(length: number): Sealed {
    const bytes = new Uint8Array(HEADER + 32 + length).fill(this.#envelopes.length);
    bytes.set(Buffer.from(`${this.#envelopes.length} `));
    const digest = encodeHex(digestOfLeaves(partsOf(bytes).map(leafDigest)));
    const sealed = { bytes, handed: new Handed(digest, this.#now()) };
    this.handed.set(digest, sealed.handed);
    this.#envelopes.push(sealed);
    return sealed;
  }

  put(sealed = this.#newEnvelope(this.#chance.below(9_000))): void {
    const { handed } = sealed;
    handed.handsIn(this.#now());
    this.ask(
      `put ${handed.digest.slice(0, 8)}`,
      () => this.#world.spool.put(sealed.bytes),
      () => this.#isAcknowledged(handed),
      (left) => this.#isUnknown(handed, left),
    );
  }

  putAgain(): void {
    const again = this.#envelopes.filter(
      ({ handed, bytes }) => handed.receipts.size === 0 && bytes.length <= LEAF_LENGTH,
    );
    if (again.length === 0) return;
    const sealed = this.#chance.pick(again);
    this.put(sealed);
  }

  beginUpload(): void {
    const sealed = this.#newEnvelope(this.#chance.below(6) === 0 ? LEAF_LENGTH : 1_000);
    const id = new Uint8Array(16).map(() => this.#chance.below(256)) as UploadId;
    const upload = { id, sealed, parts: partsOf(sealed.bytes) };
    this.#uploads.push(upload);
    this.#putPart(upload, 0);
  }

  #putPart({ id, sealed, parts }: BegunUpload, number: number): void {
    sealed.handed.handsIn(this.#now());
    const bytes = parts[number] ?? new Uint8Array(0);
    this.ask(
      `part ${number} of ${sealed.handed.digest.slice(0, 8)}`,
      () =>
        this.#world.spool.putPart(id, number, Uint8Array.from(bytes), number === 0 ? BEGINNING : undefined),
      () => sealed.handed.handsIn(this.#now()),
    );
  }

  goOnWithUpload(): void {
    if (this.#uploads.length === 0) return;
    const upload = this.#chance.pick(this.#uploads);
    const { id, sealed, parts } = upload;
    const what = this.#chance.below(8);
    if (what === 0) {
      this.ask(
        `abandon ${sealed.handed.digest.slice(0, 8)}`,
        () => this.#world.spool.abandon(id),
        () => {},
      );
      return;
    }
    for (let number = what < 4 ? 0 : parts.length; number < parts.length; number++)
      this.#putPart(upload, number);
    sealed.handed.handsIn(this.#now());
    const digest = Buffer.from(sealed.handed.digest, "hex") as Uint8Array as EnvelopeDigest;
    this.ask(
      `commit ${sealed.handed.digest.slice(0, 8)}`,
      () => this.#world.spool.commit(id, parts.length, digest),
      () => this.#isAcknowledged(sealed.handed),
      (left) => this.#isUnknown(sealed.handed, left),
    );
  }

  #isAcknowledged(handed: Handed): void {
    handed.sees(this.#now());
    handed.handsIn(this.#now());
    handed.acknowledged = true;
  }

  #isUnknown(handed: Handed, left: boolean): void {
    if (left) handed.unknown = true;
  }

  acknowledge(): void {
    const courier = this.#chance.pick(COURIERS);
    try {
      const days = this.#world.spool.pickup.days(courier);
      if (days.length === 0) return;
      const { envelopes } = this.#world.spool.pickup.page(
        courier,
        this.#chance.pick(days).day,
        undefined,
        20,
      );
      const some = envelopes.filter(() => this.#chance.below(2) === 0);
      const set = (state: "sent" | "answered") => {
        for (const { id, digest } of some)
          this.handed.get(digest)?.isReceived(id, courier, state, this.#now());
      };
      set("sent");
      this.ask(
        `courier ${courier[0]} has ${some.map(({ digest }) => digest.slice(0, 8))}`,
        () =>
          this.#world.spool.pickup.acknowledge(
            courier,
            some.map(({ id }) => id),
          ),
        () => set("answered"),
      );
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error;
    }
  }

  /** To be called whenever the clock has moved. */
  seeClock(): void {
    for (const { handed } of this.#envelopes) handed.sees(this.#now());
  }

  /** Resolves when all has been answered. */
  async settle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #now(): number {
    return this.#world.now;
  }
}

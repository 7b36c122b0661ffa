import type { Branded } from "../../crypto/bytes.ts";
import type { EnvelopeDigest } from "../../crypto/digest.ts";
import { parseHex } from "../../crypto/encoding.ts";
import type { UploadName } from "../../protocol/addresses.ts";
import type { Day } from "../../protocol/day.ts";
import type { StoreProblemCode } from "../../protocol/http.ts";
import type { CircuitId } from "../circuits/circuit-line.ts";
import type { MaybePromise, Pickup } from "./pickup.ts";
import type { Doubt } from "./steady-clock.ts";

/** 16 bytes that the sender chose for one upload. */
export type UploadId = Branded<Uint8Array, "UploadId">;

/** The bytes of an upload's name. */
export function uploadIdOf(name: UploadName): UploadId {
  return parseHex(name, 16, "size-invalid") as UploadId;
}

/** What is known of an upload from its first part. */
export interface Beginning {
  /** The envelope's. */
  readonly headerLength: number;
  /** By which it begins: remembered in memory, for a bound on what one circuit begins. */
  readonly circuit: CircuitId | undefined;
}

/** What the operator must know of a store as a whole. */
export interface SpoolHealth {
  /** Why its clock isn't believed; null if it is. */
  readonly doubt: Doubt | null;
  /** Days of which a database was set aside, since it can't be read; ascending. */
  readonly damaged: readonly Day[];
}

/**
 * Where sealed envelopes wait for the couriers. Whoever implements it promises: what a method has answered is
 * durable; what it refused has left nothing behind; an envelope is there whole or not at all; and of the time of
 * arrival no more than the UTC day is kept. Every method throws SpoolError and, where it says so, CryptoError.
 */
export interface Spool {
  /** What couriers do with it. */
  readonly pickup: Pickup;

  /** As of its last heartbeat; and so is the day by its clock. */
  readonly health: SpoolHealth;
  readonly today: Day;

  /** Stores a whole envelope of at most LEAF_LENGTH bytes. @throws spool-full, spool-busy */
  put(envelope: Uint8Array): Promise<EnvelopeDigest>;

  /**
   * Keeps a part of an unfinished upload: at most LEAF_LENGTH bytes, and shorter only if it is the last. The same
   * part again is taken again. `beginning` is given with the first part.
   * @throws part-first, part-conflict, too-many-requests, spool-full, spool-busy
   */
  putPart(upload: UploadId, number: number, bytes: Uint8Array, beginning?: Beginning): Promise<void>;

  /**
   * Says early, before its bytes are read, that a part other than the first can't come.
   * @throws part-first
   */
  expectPart(upload: UploadId, number: number): MaybePromise<void>;

  /**
   * Makes an envelope of the parts 0 to count − 1. The same commit again has the same answer.
   * @throws upload-unknown, parts-missing, part-conflict, digest-mismatch (the upload stays, to be mended),
   * spool-full, spool-busy; CryptoError payload-length (the upload is dropped)
   */
  commit(upload: UploadId, count: number, digest: EnvelopeDigest): Promise<void>;

  /** Drops an unfinished upload, if it is there, with all its bytes. */
  abandon(upload: UploadId): Promise<void>;

  close(): Promise<void>;
}

const SENTENCES: Record<StoreProblemCode, string> = {
  "upload-unknown": "The server does not know this upload: send all its parts again, from the first.",
  "part-first": "The first part has not arrived: send it before the others.",
  "part-conflict": "This part does not fit what has already arrived: begin a new upload.",
  "parts-missing": "Not all parts have arrived: send the missing ones, then finish again.",
  "digest-mismatch": "What arrived is not what was sent: send the parts again.",
  "too-many-requests": "Too many uploads of one circuit are unfinished: finish them, or take a new circuit.",
  "spool-busy": "The server is busy: keep the sealed file and try again in a minute.",
  "spool-full": "The server has no room at the moment: keep the sealed file and try again later.",
  "spool-damaged": "The server's store is damaged: keep the sealed file and try again later.",
  "spool-in-use": "Another server already works on this data folder: stop it first.",
};

/** The one error of the store. */
export class SpoolError extends Error {
  override readonly name = "SpoolError";
  readonly code: StoreProblemCode;

  constructor(code: StoreProblemCode, options?: ErrorOptions) {
    super(SENTENCES[code], options);
    this.code = code;
  }
}

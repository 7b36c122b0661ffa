import { CryptoError, type CryptoErrorCode } from "../../../crypto/errors.ts";
import type { Day } from "../../../protocol/day.ts";
import type { StoreProblemCode } from "../../../protocol/http.ts";
import { errorCode } from "../../errors.ts";
import { SpoolError, type SpoolHealth } from "../spool.ts";
import type { OperationName } from "./operations.ts";

/** What the spool's thread is told as it starts. */
export interface ThreadOptions {
  readonly folder: string;
  /** Bytes. */
  readonly room: number;
  readonly maxEnvelope: number;
  readonly retentionDays: number;
  readonly eraseAfterDays: number;
  /** Milliseconds. */
  readonly heartbeat: number;
}

/** From the server's thread to the spool's. */
export interface Call {
  readonly call: number;
  readonly name: OperationName;
  readonly values: readonly unknown[];
}

/** From the spool's thread to the server's. */
export type Message =
  | { readonly kind: "opened"; readonly health: SpoolHealth; readonly today: Day }
  | { readonly kind: "health"; readonly health: SpoolHealth; readonly today: Day }
  | { readonly kind: "unopened"; readonly error: SentError }
  | { readonly kind: "report"; readonly sentence: string }
  | { readonly kind: "answers"; readonly answers: readonly Answer[] };

/** What came of a call. */
export type Answer =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly error: SentError };

/** An error on its way between threads: by structured clone alone it would lose its class and its code. */
export type SentError =
  | { readonly kind: "spool"; readonly code: StoreProblemCode; readonly cause: string }
  | { readonly kind: "crypto"; readonly code: CryptoErrorCode }
  | { readonly kind: "other"; readonly error: unknown };

export function sentError(error: unknown): SentError {
  if (error instanceof SpoolError) return { kind: "spool", code: error.code, cause: errorCode(error) };
  if (error instanceof CryptoError) return { kind: "crypto", code: error.code };
  return { kind: "other", error };
}

/** The error again. Of a SpoolError's cause only the code is left. */
export function receivedError(sent: SentError): unknown {
  if (sent.kind === "spool")
    return new SpoolError(sent.code, { cause: Object.assign(new Error(), { code: sent.cause }) });
  return sent.kind === "crypto" ? new CryptoError(sent.code) : sent.error;
}

/** Gathers what is to be sent in one turn, and hands it over together: a message costs more than what is in it. */
export class Gathered<Item> {
  #items: Item[] = [];
  #buffers: ArrayBuffer[] = [];
  readonly #later: (send: () => void) => void;
  readonly #send: (items: readonly Item[], buffers: ArrayBuffer[]) => void;

  /** @param later does what it is given at the end of the turn */
  constructor(
    later: (send: () => void) => void,
    send: (items: readonly Item[], buffers: ArrayBuffer[]) => void,
  ) {
    this.#later = later;
    this.#send = send;
  }

  /** @param buffers those of the item that nobody here needs any more */
  add(item: Item, buffers: readonly ArrayBuffer[]): void {
    if (this.#items.length === 0) this.#later(() => this.#sendAll());
    this.#items.push(item);
    for (const buffer of buffers) this.#buffers.push(buffer);
  }

  #sendAll(): void {
    const [items, buffers] = [this.#items, this.#buffers];
    [this.#items, this.#buffers] = [[], []];
    this.#send(items, buffers);
  }
}

/** Bytes from which on a buffer is handed over instead of being copied: an envelope's are, an id's or a digest's not. */
const LARGE = 1024;

/** The buffer of large bytes that nobody here needs any more, if it holds nothing else. */
export function handedOver(value: unknown): ArrayBuffer[] {
  if (!(value instanceof Uint8Array) || !(value.buffer instanceof ArrayBuffer)) return [];
  return value.byteLength === value.buffer.byteLength && value.byteLength > LARGE ? [value.buffer] : [];
}

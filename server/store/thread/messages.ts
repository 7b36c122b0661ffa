import { CryptoError, type CryptoErrorCode } from "../../../crypto/errors.ts";
import type { Day } from "../../../protocol/day.ts";
import type { StoreProblemCode } from "../../../protocol/http.ts";
import { errorCode } from "../../errors.ts";
import type { Pickup } from "../pickup.ts";
import { SpoolError, type SpoolHealth } from "../spool.ts";
import type { SqlitePickup } from "../sqlite/sqlite-pickup.ts";
import type { SqliteSpool, SqliteSpoolOptions } from "../sqlite/sqlite-spool.ts";

/** What can be asked of a spool in another thread, by name. Values cross between threads by structured clone. */
export type Operations = Pick<
  SqliteSpool,
  "put" | "putPart" | "expectPart" | "commit" | "abandon" | "close"
> &
  Pick<SqlitePickup, keyof Pickup>;
export type OperationName = keyof Operations;

/** What the spool's thread is told as it starts. */
export type ThreadOptions = Omit<SqliteSpoolOptions, "clock" | "report" | "noteHealth">;

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

/** Takes an item, and those of its buffers that nobody here needs any more. */
export type Gather<Item> = (item: Item, handed: readonly ArrayBuffer[]) => void;

/**
 * Gathers what is to be sent in one turn, and hands it over together: a message costs more than what is in it.
 * @param later does what it is given at the end of the turn
 */
export function gathering<Item>(
  later: (send: () => void) => void,
  send: (items: readonly Item[], buffers: ArrayBuffer[]) => void,
): Gather<Item> {
  let [items, buffers]: [Item[], ArrayBuffer[]] = [[], []];
  const sendAll = () => {
    const [all, handed] = [items, buffers];
    [items, buffers] = [[], []];
    send(all, handed);
  };
  return (item, handed) => {
    if (items.length === 0) later(sendAll);
    items.push(item);
    for (const buffer of handed) buffers.push(buffer);
  };
}

/** Bytes from which on a buffer is handed over instead of being copied: an envelope's are, an id's or a digest's not. */
const LARGE = 1024;

/** The buffer of large bytes that nobody here needs any more, if it holds nothing else. */
export function handedOver(value: unknown): ArrayBuffer[] {
  if (!(value instanceof Uint8Array) || !(value.buffer instanceof ArrayBuffer)) return [];
  return value.byteLength === value.buffer.byteLength && value.byteLength > LARGE ? [value.buffer] : [];
}

import type { ListedEnvelope } from "../bundle/list.ts";
import { type Patience, persist } from "../http/patience.ts";
import type { CourierServer } from "./server.ts";

/** How many connections are open at a time. */
export const CONNECTIONS = 4;

/** Where an envelope's bytes are put as they come. */
export interface Sink {
  /** How many have been. */
  readonly length: number;
  push(bytes: Uint8Array): Promise<void>;
}

/**
 * Brings what of an envelope isn't in its sink yet there, going on where the connection broke.
 * @returns whether it is still on the server @throws ServerError as CourierServer; what the sink throws
 */
export async function fetchRest(
  server: CourierServer,
  listed: ListedEnvelope,
  sink: Sink,
  patience: Patience,
): Promise<boolean> {
  const attempt = async () => {
    if (sink.length === listed.size) return true;
    const rest = await server.envelope(listed, sink.length);
    if (!rest) return false;
    for await (const piece of rest) await sink.push(piece);
    return true;
  };
  return await persist(patience, attempt, () => sink.length);
}

/** Does it for each, several at a time; the first that fails for good ends the others, and is thrown. */
export async function inLanes<T>(
  items: Iterable<T>,
  work: (item: T, lane: number) => Promise<void>,
): Promise<void> {
  const due = items[Symbol.iterator]();
  let failed: { readonly error: unknown } | undefined;
  const lane = async (number: number) => {
    for (let next = due.next(); !next.done && !failed; next = due.next()) await work(next.value, number);
  };
  const lanes = Array.from({ length: CONNECTIONS }, (_, number) =>
    lane(number).catch((error: unknown) => {
      failed ??= { error };
    }),
  );
  await Promise.all(lanes);
  if (failed) throw failed.error;
}

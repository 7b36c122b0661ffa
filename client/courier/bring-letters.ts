import { inOrder, joinSlots, parsePool, type Slot } from "../../protocol/letters.ts";
import { ServerError, type ServerErrorCode } from "../http/errors.ts";
import type { CourierServers, FailedServer } from "./servers.ts";

/** What a courier brings of the letters. */
export interface BroughtLetters {
  /** All of the day; of several servers those that each of them shows. Undefined if there are none to be had. */
  readonly pool: Uint8Array | undefined;
  /** Servers that should have had some, and why they had none. */
  readonly failed: readonly FailedServer[];
}

/** What may be wrong with a server's letters alone, which is no reason to ask it for no tips. */
const WITHOUT: readonly ServerErrorCode[] = ["answer-refused", "server-busy", "network"];

/** @throws ServerError as CourierServers, but for what concerns the letters alone */
export async function bringLetters(servers: CourierServers): Promise<BroughtLetters> {
  const failed: FailedServer[] = [];
  const came = await servers.each(async (server) => {
    try {
      return await server.letters();
    } catch (error) {
      if (!(error instanceof ServerError && WITHOUT.includes(error.code))) throw error;
      failed.push({ address: server.address, error });
      return undefined;
    }
  });
  const pools = came.flatMap(([, pool]) => (pool ? [parsePool(pool)] : []));
  return { pool: pools.length === 0 ? undefined : joinSlots(inEach(pools)), failed };
}

/** Whether there is a letter, or what looks like one. */
export function bringsAny({ pool }: BroughtLetters): boolean {
  return pool !== undefined && pool.length > 0;
}

/** By whole slots: anybody can copy an E. */
function inEach([first = [], ...others]: readonly (readonly Slot[])[]): Slot[] {
  return first.filter((slot) => others.every((pool) => pool.some((other) => inOrder(slot, other) === 0)));
}

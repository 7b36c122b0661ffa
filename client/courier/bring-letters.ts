import { ServerError, type ServerErrorCode } from "../http/errors.ts";
import type { CourierServer } from "./server.ts";

/** What a courier brings of the letters. */
export interface BroughtLetters {
  /** All of the day, as they came; undefined if there are none to be had. */
  readonly pool: Uint8Array | undefined;
  /** Why not, if the server should have had them. */
  readonly trouble: ServerError | undefined;
}

/** The server's own trouble with letters, which is no reason to bring no tips. */
const WITHOUT: readonly ServerErrorCode[] = ["answer-refused", "server-busy"];

/** @throws ServerError as CourierServer, but for what concerns the letters alone */
export async function bringLetters(server: CourierServer): Promise<BroughtLetters> {
  try {
    return { pool: await server.letters(), trouble: undefined };
  } catch (error) {
    if (error instanceof ServerError && WITHOUT.includes(error.code))
      return { pool: undefined, trouble: error };
    throw error;
  }
}

/** Whether there is a letter, or what looks like one. */
export function bringsAny({ pool }: BroughtLetters): boolean {
  return pool !== undefined && pool.length > 0;
}

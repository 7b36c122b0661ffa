import type { ServerResponse } from "node:http";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import { LEAF_LENGTH } from "../../crypto/digest.ts";
import { OCTETS } from "../../protocol/http.ts";
import { ProblemError } from "../http/problem.ts";
import type { Pickup, StoredEnvelope } from "../store/pickup.ts";

/**
 * Sends an envelope's bytes from one below its size on, a part at a time and no faster than they are taken. If it goes
 * meanwhile the connection is broken off, which a client tells by the length.
 * @throws ProblemError not-found; SpoolError
 */
export async function sendEnvelope(
  response: ServerResponse,
  pickup: Pickup,
  envelope: StoredEnvelope,
  from: number,
): Promise<void> {
  const first = Math.floor(from / LEAF_LENGTH);
  let piece = (await pickup.part(envelope, first))?.subarray(from % LEAF_LENGTH);
  if (!piece) throw new ProblemError("not-found");
  response.statusCode = from === 0 ? 200 : 206;
  response.setHeader("Content-Type", OCTETS);
  response.setHeader("Content-Length", envelope.size - from);
  if (from > 0) response.setHeader("Content-Range", `bytes ${from}-${envelope.size - 1}/${envelope.size}`);
  for (let number = first + 1; piece; number++) {
    await written(response, piece);
    if (response.destroyed) return;
    if (number === envelope.parts) {
      response.end();
      return;
    }
    piece = await pickup.part(envelope, number);
  }
  response.destroy();
}

/** Resolves when there is room for more, or nobody left to send to. */
async function written(response: ServerResponse, piece: Uint8Array): Promise<void> {
  if (response.write(piece)) {
    await yieldToOthers();
    return;
  }
  await new Promise<void>((resolve) => {
    const done = () => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.once("drain", done).once("close", done);
  });
}
